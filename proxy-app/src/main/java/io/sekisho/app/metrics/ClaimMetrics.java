package io.sekisho.app.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sekisho.app.snapshot.SnapshotKeeper;
import io.sekisho.rules.match.ClaimStore;
import java.time.Instant;
import java.util.function.Supplier;

/** Meters of the compiled claims in force, and of what is kept of them on disk. */
final class ClaimMetrics {
  private ClaimMetrics() {}

  static void register(MeterRegistry registry, Supplier<ClaimStore> claims, SnapshotKeeper kept) {
    Gauge.builder("claims.levels", () -> claims.get().levels())
        .description("Levels that a look-up asks")
        .register(registry);
    Gauge.builder("claims.entries", () -> claims.get().entries())
        .description("Entries of all levels, those hidden by newer ones too")
        .register(registry);
    Gauge.builder("claims", () -> claims.get().bytes())
        .description("What the tables of all levels take, in memory or mapped")
        .baseUnit("bytes")
        .register(registry);
    watchCompactions(registry, kept);
    watchSnapshot(registry, kept);
  }

  private static void watchCompactions(MeterRegistry registry, SnapshotKeeper kept) {
    FunctionCounter.builder("compactions", kept, each -> each.status().compactions().count())
        .description("Times that all levels were merged into a snapshot")
        .register(registry);
    FunctionCounter.builder(
            "compactions.failed", kept, each -> each.status().compactions().failures())
        .description("Times that the result could not be written")
        .register(registry);
    FunctionCounter.builder(
            "compaction", kept, each -> each.status().compactions().worked().toMillis() / 1e3)
        .description("How long compactions took, pauses and failures included")
        .baseUnit("seconds")
        .register(registry);
  }

  private static void watchSnapshot(MeterRegistry registry, SnapshotKeeper kept) {
    Gauge.builder("snapshot.timestamp", kept, ClaimMetrics::created)
        .description("When the snapshot on disk was made")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("snapshot", kept, each -> each.status().bytes())
        .description("How large the snapshot on disk is")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("snapshot.failing", kept, each -> each.status().lastFailure().isPresent() ? 1 : 0)
        .description("1 while the latest snapshot could not be written")
        .register(registry);
    Gauge.builder("journal", kept, SnapshotKeeper::journalBytes)
        .description("How long the journal of changes since the snapshot is")
        .baseUnit("bytes")
        .register(registry);
  }

  /** Not a number while there is none. */
  private static double created(SnapshotKeeper kept) {
    return kept.status()
        .time()
        .map(Instant::getEpochSecond)
        .map(Long::doubleValue)
        .orElse(Double.NaN);
  }
}
