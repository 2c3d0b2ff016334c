package io.sekisho.app.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sekisho.app.events.EventLog;
import io.sekisho.app.feeds.FeedStatus;
import io.sekisho.app.snapshot.SnapshotKeeper;
import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.Garden;
import io.sekisho.proxy.Traffic;
import io.sekisho.proxy.ca.Minting;
import io.sekisho.rules.match.ClaimStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The registry of all meters of the process. */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ProcessMetrics process;
  private final FlowMetrics flows;
  private final FeedMetrics feeds;

  /**
   * @param feeds asked at each scrape
   * @param clock for the age of feeds
   */
  public Metrics(String version, Supplier<List<FeedStatus>> feeds, InstantSource clock) {
    registry.config().meterFilter(new Naming());
    this.flows = new FlowMetrics(registry);
    this.feeds = new FeedMetrics(registry, feeds, clock);
    Gauge.builder("build.info", () -> 1)
        .description("1, with the version of the program and of Java")
        .tag("version", version)
        .tag("java", Runtime.version().toString())
        .register(registry);
    this.process = new ProcessMetrics(registry);
  }

  /** Counts flows; never blocks. */
  public FlowObserver flows() {
    return flows;
  }

  public FeedHits hitsOf(String feed) {
    return flows.hitsOf(feed);
  }

  /** {@code lag} is how late event loops are, at the worst. */
  public void watchLoops(Supplier<Duration> lag) {
    Gauge.builder("loop.lag", () -> lag.get().toNanos() / 1e9)
        .description("How late the latest event loop was within the last minute")
        .baseUnit("seconds")
        .register(registry);
  }

  public void watchReadiness(BooleanSupplier ready) {
    Gauge.builder("ready", () -> ready.getAsBoolean() ? 1 : 0)
        .description("1 while traffic can be sent here")
        .register(registry);
  }

  /** Counts what a log wrote and lost; {@code sink} is their label. */
  public void watchEvents(String sink, EventLog log) {
    FunctionCounter.builder("events.written", log, EventLog::written)
        .description("Events written")
        .tag("sink", sink)
        .register(registry);
    FunctionCounter.builder("events.dropped", log, EventLog::dropped)
        .description("Events lost because they could not be written in time")
        .tag("sink", sink)
        .register(registry);
  }

  public void watchMinting(Minting minting) {
    AuthorityMetrics.register(registry, minting);
  }

  public void watchGeneration(LongSupplier number) {
    Gauge.builder("generation", () -> number.getAsLong())
        .description("Number of the generation of rules in force")
        .register(registry);
  }

  /** What the claims take, and how they are kept on disk. */
  public void watchClaims(Supplier<ClaimStore> claims, SnapshotKeeper kept) {
    ClaimMetrics.register(registry, claims, kept);
  }

  public void watchGarden(Garden garden) {
    Gauge.builder("garden.clients", () -> garden.captives().size())
        .description("Clients that are kept in the walled garden")
        .register(registry);
    FunctionCounter.builder("garden.captures", garden, Garden::captured)
        .description("Clients that were free and are kept in the walled garden since")
        .register(registry);
    FunctionCounter.builder("garden.full", garden, Garden::full)
        .description("Hits whose client stayed free, because there were as many as may be")
        .register(registry);
  }

  public void watchIdleServers(String listener, LongSupplier count) {
    Gauge.builder("server.connections.idle", () -> count.getAsLong())
        .description("Connections to servers that wait for another request")
        .tag("listener", listener)
        .register(registry);
  }

  public void watchHeldAnswers(String listener, IntSupplier count) {
    Gauge.builder("answers.held", () -> count.getAsInt())
        .description("Clients that are kept waiting for an answer: dropped, or answered slowly")
        .tag("listener", listener)
        .register(registry);
  }

  public void watchTraffic(String listener, Traffic traffic) {
    watchBytes(listener, "to-server", traffic, Traffic::toServers);
    watchBytes(listener, "to-client", traffic, Traffic::toClients);
  }

  private void watchBytes(
      String listener, String direction, Traffic traffic, ToDoubleFunction<Traffic> count) {
    FunctionCounter.builder("bytes", traffic, count)
        .description("Bytes received, by where they go")
        .tag("listener", listener)
        .tag("direction", direction)
        .register(registry);
  }

  /** The exposition in the format that an Accept field asks for; takes milliseconds. */
  public Exposition scrape(String accept) {
    flows.beginFeeds(feeds.refresh());
    String type =
        accept.contains("application/openmetrics-text")
            ? Exposition.OPEN_METRICS
            : Exposition.PROMETHEUS_TEXT;
    return new Exposition(type, registry.scrape(type));
  }

  @Override
  public void close() {
    process.close();
    registry.close();
  }
}
