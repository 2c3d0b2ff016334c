package io.sekisho.app.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.sekisho.app.feeds.FeedStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Gauges of all feeds, and of never-block files, by their role. They come and go with the
 * configuration, so each scrape looks anew.
 */
final class FeedMetrics {
  private final List<Gauges> all;
  private final List<MultiGauge> shown;
  private final Supplier<List<FeedStatus>> feeds;
  private final InstantSource clock;

  FeedMetrics(MeterRegistry registry, Supplier<List<FeedStatus>> feeds, InstantSource clock) {
    this.feeds = feeds;
    this.clock = clock;
    this.all =
        List.of(
            new Gauges(seconds("age", "Since a feed was last read and good"), this::age),
            new Gauges(
                seconds("last.success.timestamp", "When a feed was last read and good"),
                FeedMetrics::lastSuccess),
            new Gauges(
                seconds("modified.timestamp", "When the copy in force was made"),
                FeedMetrics::modified),
            new Gauges(
                seconds("refresh", "How often a feed is read again"), FeedMetrics::refreshInterval),
            new Gauges(
                gauge("failing", "1 while the newest copy is refused"), FeedMetrics::failing),
            new Gauges(gauge("alarm", "1 for what is wrong with a feed now"), this::alarm),
            new Gauges(gauge("entries", "Indicators in force, by kind"), FeedMetrics::entries),
            new Gauges(
                gauge("rejected", "Lines rejected from the copy in force").baseUnit("lines"),
                FeedMetrics::rejected),
            new Gauges(
                gauge("guarded", "Claims of the copy in force that a guard spoke against")
                    .baseUnit("claims"),
                FeedMetrics::guarded),
            new Gauges(
                gauge("expired", "Entries that had expired when the copy in force was read")
                    .baseUnit("entries"),
                FeedMetrics::expired),
            new Gauges(
                gauge("last.change", "What the copy in force changed, in entries"),
                FeedMetrics::lastChange));
    this.shown = all.stream().map(gauges -> gauges.meter.register(registry)).toList();
  }

  private record Gauges(MultiGauge.Builder meter, Function<FeedStatus, Stream<Row<?>>> rows) {}

  /**
   * Called before each scrape; scrapes wait for each other.
   *
   * @return the names of the feeds that there are now
   */
  synchronized List<String> refresh() {
    List<FeedStatus> now = feeds.get();
    for (int i = 0; i < all.size(); i++) {
      shown.get(i).register(now.stream().flatMap(all.get(i).rows).toList(), true);
    }
    return now.stream()
        .filter(status -> status.role() == FeedStatus.Role.FEED)
        .map(FeedStatus::name)
        .toList();
  }

  private Stream<Row<?>> age(FeedStatus feed) {
    return feed.success().stream()
        .map(at -> row(feed, Tags.empty(), Duration.between(at, clock.instant()).toMillis() / 1e3));
  }

  private static Stream<Row<?>> lastSuccess(FeedStatus feed) {
    return feed.success().stream()
        .map(Instant::getEpochSecond)
        .map(at -> row(feed, Tags.empty(), at));
  }

  private static Stream<Row<?>> modified(FeedStatus feed) {
    return feed.copyInForce().stream()
        .map(copy -> row(feed, Tags.empty(), copy.modified().getEpochSecond()));
  }

  private static Stream<Row<?>> refreshInterval(FeedStatus feed) {
    return Stream.of(row(feed, Tags.empty(), feed.refresh().toMillis() / 1e3));
  }

  private static Stream<Row<?>> failing(FeedStatus feed) {
    return Stream.of(row(feed, Tags.empty(), feed.isFailing() ? 1 : 0));
  }

  private Stream<Row<?>> alarm(FeedStatus feed) {
    return feed.alarm(clock.instant()).stream()
        .map(failure -> row(feed, Tags.of("fault", failure.fault().label()), 1));
  }

  private static Stream<Row<?>> entries(FeedStatus feed) {
    return feed.copyInForce().stream()
        .flatMap(copy -> copy.report().indicators().entrySet().stream())
        .map(kind -> row(feed, Tags.of("kind", kind.getKey().label()), kind.getValue()));
  }

  private static Stream<Row<?>> rejected(FeedStatus feed) {
    return feed.copyInForce().stream()
        .flatMap(copy -> copy.report().rejected().entrySet().stream())
        .map(reason -> row(feed, Tags.of("reason", reason.getKey().label()), reason.getValue()));
  }

  private static Stream<Row<?>> guarded(FeedStatus feed) {
    return feed.copyInForce().stream()
        .flatMap(copy -> copy.report().guards().counts().entrySet().stream())
        .flatMap(
            effect ->
                effect.getValue().entrySet().stream()
                    .map(
                        reason ->
                            row(
                                feed,
                                Tags.of("effect", effect.getKey().label())
                                    .and("reason", reason.getKey().label()),
                                reason.getValue())));
  }

  private static Stream<Row<?>> expired(FeedStatus feed) {
    return feed.copyInForce().stream()
        .map(copy -> row(feed, Tags.empty(), copy.report().expired()));
  }

  private static Stream<Row<?>> lastChange(FeedStatus feed) {
    return feed.copyInForce().stream()
        .map(FeedStatus.InForce::change)
        .flatMap(
            change ->
                Stream.of(
                    row(feed, Tags.of("change", "added"), change.added()),
                    row(feed, Tags.of("change", "removed"), change.removed()),
                    row(feed, Tags.of("change", "changed"), change.changed())));
  }

  private static Row<?> row(FeedStatus feed, Tags tags, Number value) {
    return Row.of(tags.and("feed", feed.name(), "role", feed.role().label()), value);
  }

  private static MultiGauge.Builder seconds(String name, String meaning) {
    return gauge(name, meaning).baseUnit("seconds");
  }

  private static MultiGauge.Builder gauge(String name, String meaning) {
    return MultiGauge.builder("feed." + name).description(meaning);
  }
}
