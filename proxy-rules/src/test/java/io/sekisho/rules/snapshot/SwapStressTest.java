package io.sekisho.rules.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.match.ClaimStore;
import io.sekisho.rules.match.Compaction;
import io.sekisho.rules.match.StoreImage;
import io.sekisho.rules.snapshot.file.Snapshot;
import io.sekisho.rules.snapshot.file.SnapshotCounts;
import io.sekisho.rules.snapshot.file.SnapshotFile;
import io.sekisho.rules.snapshot.file.SnapshotHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Readers ask while batches of changes come in force, claims end and levels are merged: every
 * answer is one generation's, all of it, and none is older than the one before.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class SwapStressTest {
  private static final int READERS = 3;
  private static final int BATCHES = 300;
  private static final int MERGES = 12;

  private final MarkedBatches batches = new MarkedBatches();
  private final LiveRules rules = batches.begin();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final AtomicInteger merges = new AtomicInteger();

  @TempDir private Path directory;

  @AfterEach
  void stop() throws InterruptedException {
    running.set(false);
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void readersSeeWholeGenerationsWhileLevelsAreMerged() throws Exception {
    List<Generation> kept = stress(() -> rules.compact(() -> {}));

    kept.forEach(new MarkReader(batches, 7)::ask);
  }

  @Test
  void readersSeeWholeGenerationsWhileSmallLevelsAreMerged() throws Exception {
    List<Generation> kept =
        stress(() -> rules.settle(Compaction.ofSmall(rules.current().claims(), () -> {})));

    kept.forEach(new MarkReader(batches, 7)::ask);
  }

  @Test
  void readersSeeWholeGenerationsWhileWhatIsMappedIsReplaced() throws Exception {
    save();

    List<Generation> kept = stress(this::save);

    kept.forEach(new MarkReader(batches, 7)::ask);
  }

  /** Merging that goes on, whatever it throws. */
  @FunctionalInterface
  private interface Merging {
    void once() throws IOException;
  }

  /** Some of the generations that were in force, so that it is seen that they stay as they are. */
  private List<Generation> stress(Merging merging) throws Exception {
    List<Future<MarkReader>> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      readers.add(threads.submit(reading(i)));
    }
    Future<?> merger = threads.submit(repeated(merging));
    Future<?> late = threads.submit(late());
    List<Future<?>> others = new ArrayList<>(readers);
    others.addAll(List.of(merger, late));
    List<Generation> kept = write(others);
    running.set(false);

    merger.get();
    late.get();
    for (Future<MarkReader> reader : readers) {
      assertThat(reader.get().seen()).hasSizeGreaterThan(BATCHES / 20);
    }
    return kept;
  }

  private Callable<MarkReader> reading(long seed) {
    MarkReader reader = new MarkReader(batches, seed);
    return () -> {
      while (running.get()) {
        reader.ask(rules);
      }
      return reader;
    };
  }

  private Callable<Void> repeated(Merging merging) {
    return () -> {
      while (running.get()) {
        merging.once();
        merges.incrementAndGet();
      }
      return null;
    };
  }

  /** Puts again and again in force what comes too late, and so changes nothing. */
  private Callable<Void> late() {
    Compaction late = Compaction.of(rules.current().claims(), batches.now(), () -> {});
    rules.settle(late);
    return () -> {
      while (running.get()) {
        rules.settle(late);
        Thread.onSpinWait();
      }
      return null;
    };
  }

  /** Writes until there were enough batches and merges, or somebody has given up. */
  private List<Generation> write(List<Future<?>> others) {
    SplittableRandom random = new SplittableRandom(5);
    List<Generation> kept = new ArrayList<>();
    for (int i = 0;
        (i < BATCHES || merges.get() < MERGES) && others.stream().noneMatch(Future::isDone);
        i++) {
      batches.next(random);
      if (i % 50 == 0) {
        kept.add(rules.current());
      }
    }
    return kept;
  }

  /** Merges into a file, and goes on from it, as a process does that keeps its claims in one. */
  private void save() throws IOException {
    Path file = directory.resolve("rules.snapshot");
    Generation from = rules.current();
    ClaimStore claims = from.claims();
    Compaction compaction = Compaction.of(claims, batches.now(), () -> {});
    SnapshotHeader header =
        SnapshotHeader.of(
            from.number(), batches.now(), claims.key(), 0, new SnapshotCounts(0, 0, 0, 0));
    SnapshotFile.write(file, header, StoreImage.of(compaction));
    Snapshot mapped =
        SnapshotFile.open(file)
            .fold(
                usable -> usable.snapshot(),
                unusable -> {
                  throw new AssertionError(unusable.faults().toString());
                });
    rules.settle(StoreImage.in(mapped.image(), compaction, claims.key()));
  }
}
