package io.sekisho.app.feeds;

import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedReport;
import io.sekisho.rules.feed.GuardReport;
import io.sekisho.rules.guard.GuardEffect;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for every change in how a feed stands, and none where nothing changes. */
final class FeedLog {
  private static final Logger LOG = LoggerFactory.getLogger(FeedLog.class);

  private final String name;

  FeedLog(String name) {
    this.name = name;
  }

  void inForce(FeedStatus now) {
    now.copyInForce()
        .ifPresent(
            copy ->
                LOG.info(
                    "feed {}: in force, {}, generation {}",
                    name,
                    contents(copy.report()),
                    copy.generation()));
  }

  void goesOn(FeedStatus now) {
    now.copyInForce()
        .ifPresent(
            copy ->
                LOG.info(
                    "feed {}: goes on from what was read before, {}",
                    name,
                    contents(copy.report())));
  }

  private static String contents(FeedReport report) {
    String counts =
        report.indicators().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> "%s %,d".formatted(entry.getKey().label(), entry.getValue()))
            .collect(Collectors.joining(", "));
    return "%s (format %s, rejected %,d%s)"
        .formatted(
            counts.isEmpty() ? "empty" : counts,
            report.format(),
            report.rejectedLines(),
            guarded(report.guards()));
  }

  private static String guarded(GuardReport report) {
    StringBuilder text = new StringBuilder();
    for (GuardEffect effect : GuardEffect.values()) {
      report
          .counts()
          .getOrDefault(effect, Map.of())
          .forEach(
              (reason, count) ->
                  text.append(", %s %s %,d".formatted(effect.done(), reason.label(), count)));
    }
    return text.toString();
  }

  void unchanged(FeedStatus before) {
    if (before.isFailing()) {
      LOG.info("feed {}: its file is the copy in force again", name);
    }
  }

  void failed(FeedStatus before, FeedStatus now, FeedFailure failure) {
    boolean repeated =
        before.isFailing()
            && before.failure().filter(last -> last.failure().equals(failure)).isPresent();
    if (repeated) {
      return;
    }
    now.copyInForce()
        .ifPresentOrElse(
            copy ->
                LOG.warn(
                    "feed {}: {}; the last good copy of {} stays in force",
                    name,
                    failure,
                    copy.modified()),
            () -> LOG.error("feed {}: {}; nothing of it is in force", name, failure));
  }

  @Nullable Void lastGoodRefused(FeedFailure failure) {
    LOG.warn("feed {}: its last good copy is of no use: {}", name, failure);
    return null;
  }

  void broken(Throwable e) {
    LOG.error("feed {}: reading it failed unexpectedly", name, e);
  }
}
