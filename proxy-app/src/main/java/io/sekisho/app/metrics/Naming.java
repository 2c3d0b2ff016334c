package io.sekisho.app.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

/** Names of meters that others define: with the prefix, and as Prometheus wants them. */
final class Naming implements MeterFilter {
  private static final String PREFIX = "sekisho.";

  /** In nanoseconds; {@code process.cpu} has it in seconds. */
  private static final String CPU_NANOSECONDS = PREFIX + "process.cpu.time";

  /** Prometheus keeps the ending {@code _count} for histograms and summaries. */
  private static final String CPU_COUNT = "system.cpu.count";

  @Override
  public Meter.Id map(Meter.Id id) {
    if (id.getName().startsWith(PREFIX)) {
      return id;
    }
    return id.withName(PREFIX + (id.getName().equals(CPU_COUNT) ? "system.cpus" : id.getName()));
  }

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    return id.getName().equals(CPU_NANOSECONDS) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
  }
}
