package io.sekisho.app.snapshot;

import io.sekisho.rules.match.ChangeRecord;
import io.sekisho.rules.match.ClaimStore;
import io.sekisho.rules.match.Compaction;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.StoreImage;
import io.sekisho.rules.snapshot.ClaimListener;
import io.sekisho.rules.snapshot.LiveRules;
import io.sekisho.rules.snapshot.file.PreparedSnapshot;
import io.sekisho.rules.snapshot.file.SnapshotCounts;
import io.sekisho.rules.snapshot.file.SnapshotFile;
import io.sekisho.rules.snapshot.file.SnapshotHeader;
import io.sekisho.rules.snapshot.file.SnapshotReading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the claims in force in a snapshot file and a journal beside it, and their levels few. A
 * disk that fails is told in the log and stops nothing.
 */
public final class SnapshotKeeper implements AutoCloseable, ClaimListener {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);
  private static final long LOOK_MILLIS = 500;

  private final Path file;
  private final LiveRules rules;
  private final InstantSource clock;
  private final ChangeJournal journal;
  private final SaveSchedule schedule = new SaveSchedule();
  private final ScheduledExecutorService saver =
      Executors.newSingleThreadScheduledExecutor(SnapshotKeeper::thread);

  /** Keeps them in a directory, which is the state directory of this process alone. */
  public SnapshotKeeper(Path state, LiveRules rules, InstantSource clock) {
    this.file = state.resolve("rules.snapshot");
    this.rules = rules;
    this.clock = clock;
    this.journal = new ChangeJournal(file);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "snapshot");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Goes on from what an earlier process has left, and keeps from now on what changes.
   *
   * @param feeds that are wanted still; others are dropped
   * @return whether there was anything to go on from
   */
  public boolean restore(Set<String> feeds) {
    boolean restored = goOn();
    rules.follow(this);
    for (String feed : rules.current().claims().feeds()) {
      if (!feeds.contains(feed)) {
        rules.remove(feed);
      }
    }
    ScheduledFuture<?> unused =
        saver.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return restored;
  }

  private boolean goOn() {
    try {
      return SnapshotFile.open(file).fold(this::goOnFrom, this::goOnWithout);
    } catch (IOException | RuntimeException e) {
      LOG.error(
          "The snapshot {} cannot be read, so every feed is read anew: {}", file, e.toString());
      return false;
    }
  }

  private boolean goOnFrom(SnapshotReading.Usable usable) {
    usable.passedOver().forEach(fault -> LOG.error("The snapshot before is used: {}", fault));
    SnapshotHeader header = usable.snapshot().header();
    ClaimStore stored = StoreImage.store(usable.snapshot().image(), header.key());
    ClaimStore latest = journal.resume(header, stored);
    rules.restore(latest);
    schedule.saved(latest.changes(), System.nanoTime());
    LOG.info("Goes on from the snapshot of {}: {}", header.created(), header.counts());
    return true;
  }

  private boolean goOnWithout(SnapshotReading.Unusable unusable) {
    if (!unusable.isAbsent()) {
      unusable.faults().forEach(fault -> LOG.error("Every feed is read anew: {}", fault));
    }
    return false;
  }

  @Override
  public void replaced(FeedIndex index, ClaimStore before, ClaimStore after) {
    journal.append(() -> ChangeRecord.of(index, before), after);
  }

  @Override
  public void removed(String feed, ClaimStore after) {
    journal.append(() -> ChangeRecord.ofRemoval(feed), after);
  }

  private void look() {
    try {
      ClaimStore now = rules.current().claims();
      if (schedule.isDue(now, journal.isComplete(), System.nanoTime())) {
        save(now);
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      LOG.error("The snapshot {} cannot be written: {}", file, e.toString());
      schedule.failed(System.nanoTime());
    }
  }

  private void save(ClaimStore now) throws IOException {
    long sequence = journal.sequenceOf(now);
    if (sequence < 0) {
      return;
    }
    Compaction compaction = Compaction.of(now, clock.instant(), new Pace());
    SnapshotHeader header =
        SnapshotHeader.of(
            rules.current().number(),
            clock.instant(),
            now.key(),
            sequence,
            counts(compaction.sizes()));
    try (PreparedSnapshot prepared =
        SnapshotFile.prepare(file, header, StoreImage.of(compaction))) {
      journal.turn(prepared);
    }
    rules.settle(mapped(header, compaction));
    schedule.saved(now.changes(), System.nanoTime());
  }

  private static SnapshotCounts counts(Compaction.Sizes sizes) {
    return new SnapshotCounts(sizes.names(), sizes.addresses(), sizes.keys(), sizes.entries());
  }

  /** The same from the file, so that what was built can go; as it is where that does not work. */
  private Compaction mapped(SnapshotHeader header, Compaction compaction) throws IOException {
    return SnapshotFile.open(file)
        .fold(
            usable ->
                usable.snapshot().header().id().equals(header.id())
                    ? StoreImage.in(usable.snapshot().image(), compaction, header.key())
                    : compaction,
            unusable -> compaction);
  }

  /** Saves no more; what was changed is in the journal. */
  @Override
  public void close() {
    saver.shutdownNow();
    journal.close();
  }
}
