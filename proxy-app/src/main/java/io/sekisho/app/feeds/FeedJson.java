package io.sekisho.app.feeds;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedReport;
import io.sekisho.rules.feed.GuardReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** How one feed stands, for the admin listener and the command line alike. */
public final class FeedJson {
  private FeedJson() {}

  /** The feed as it is at {@code now}; what is not known has no key. */
  public static ObjectNode of(FeedStatus feed, Instant now) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", feed.name());
    json.put("role", feed.role().label()).put("state", label(feed.standing()));
    json.put("required", feed.required() == FeedSource.Requirement.REQUIRED);
    json.put("refresh-seconds", feed.refresh().toSeconds());
    addAttempts(json, feed.attempts());
    feed.success().ifPresent(at -> addSuccess(json, at, now));
    feed.copyInForce().ifPresent(copy -> addCopy(json, copy));
    feed.alarm(now).ifPresent(alarm -> addAlarm(json, alarm));
    if (feed.isFailing()) {
      feed.failure().ifPresent(failure -> json.put("failed-at", failure.at().toString()));
    }
    return json;
  }

  private static void addAttempts(ObjectNode json, Attempts attempts) {
    json.put("origin", attempts.origin());
    attempts.latest().ifPresent(at -> json.put("last-attempt", at.toString()));
    attempts.upcoming().ifPresent(at -> json.put("next-attempt", at.toString()));
    attempts.httpStatus().ifPresent(status -> json.put("http-status", status));
    if (attempts.failures() > 0) {
      json.put("failures-in-a-row", attempts.failures());
    }
  }

  private static void addSuccess(ObjectNode json, Instant at, Instant now) {
    json.put("last-success", at.toString());
    json.put("age-seconds", Duration.between(at, now).toSeconds());
  }

  private static void addCopy(ObjectNode json, FeedStatus.InForce copy) {
    FeedReport report = copy.report();
    json.put("format", report.format()).put("modified", copy.modified().toString());
    json.put("generation", copy.generation());
    addCounts(json.putObject("indicators"), report.indicators(), kind -> kind.label());
    json.put("exceptions", report.exceptions()).put("expired", report.expired());
    copy.lastExpiry().ifPresent(end -> json.put("last-entry-expires", end.toString()));
    json.putObject("change")
        .put("added", copy.change().added())
        .put("removed", copy.change().removed())
        .put("changed", copy.change().changed());
    addCounts(json.putObject("rejected"), report.rejected(), reason -> reason.label());
    GuardReport guards = report.guards();
    addCounts(json.putObject("suppressed"), guards.suppressed(), reason -> reason.label());
    addCounts(json.putObject("downgraded"), guards.downgraded(), reason -> reason.label());
  }

  private static <K> void addCounts(
      ObjectNode json, Map<K, Integer> counts, Function<K, String> label) {
    counts.forEach(
        (key, count) -> {
          if (count > 0) {
            json.put(label.apply(key), count);
          }
        });
  }

  private static void addAlarm(ObjectNode json, FeedFailure alarm) {
    json.put("fault", alarm.fault().label()).put("detail", alarm.detail());
  }

  private static String label(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
