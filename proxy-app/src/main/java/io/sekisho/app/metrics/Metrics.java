package io.sekisho.app.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sekisho.app.events.EventLog;
import io.sekisho.app.feeds.FeedStatus;
import io.sekisho.proxy.FlowObserver;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The registry of all meters of the process. */
public final class Metrics implements AutoCloseable {
  private static final String PREFIX = "sekisho.";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final FlowMetrics flows;
  private final FeedMetrics feeds;

  /**
   * @param feeds asked at each scrape
   * @param clock for the age of feeds
   */
  public Metrics(String version, Supplier<List<FeedStatus>> feeds, InstantSource clock) {
    registry.config().meterFilter(new Prefixed());
    this.flows = new FlowMetrics(registry);
    this.feeds = new FeedMetrics(registry, feeds, clock);
    Gauge.builder("build.info", () -> 1)
        .description("1, with the version of the program and of Java")
        .tag("version", version)
        .tag("java", Runtime.version().toString())
        .register(registry);
    List<MeterBinder> process =
        List.of(
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics(),
            new FileDescriptorMetrics(),
            collections);
    process.forEach(binder -> binder.bindTo(registry));
  }

  /** Counts flows; never blocks. */
  public FlowObserver flows() {
    return flows;
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

  public void watchGeneration(LongSupplier number) {
    Gauge.builder("generation", () -> number.getAsLong())
        .description("Number of the generation of rules in force")
        .register(registry);
  }

  public void watchIdleServers(String listener, LongSupplier count) {
    Gauge.builder("server.connections.idle", () -> count.getAsLong())
        .description("Connections to servers that wait for another request")
        .tag("listener", listener)
        .register(registry);
  }

  /** The exposition in the format that an Accept field asks for; takes milliseconds. */
  public Exposition scrape(String accept) {
    feeds.refresh();
    String type =
        accept.contains("application/openmetrics-text")
            ? Exposition.OPEN_METRICS
            : Exposition.PROMETHEUS_TEXT;
    return new Exposition(type, registry.scrape(type));
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  /** Puts the prefix before names of meters that others define. */
  private static final class Prefixed implements MeterFilter {
    @Override
    public Meter.Id map(Meter.Id id) {
      return id.getName().startsWith(PREFIX) ? id : id.withName(PREFIX + id.getName());
    }
  }
}
