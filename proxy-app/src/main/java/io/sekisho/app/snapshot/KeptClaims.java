package io.sekisho.app.snapshot;

import io.sekisho.rules.match.ClaimStore;
import io.sekisho.rules.match.Compaction;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.StoreImage;
import io.sekisho.rules.snapshot.ClaimListener;
import io.sekisho.rules.snapshot.Generation;
import io.sekisho.rules.snapshot.LiveRules;
import io.sekisho.rules.snapshot.file.PreparedSnapshot;
import io.sekisho.rules.snapshot.file.Snapshot;
import io.sekisho.rules.snapshot.file.SnapshotFile;
import io.sekisho.rules.snapshot.file.SnapshotHeader;
import io.sekisho.rules.snapshot.file.SnapshotReading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claims in force, in a snapshot file and a journal beside it. For one thread, but for what it
 * hears of changes.
 */
final class KeptClaims implements ClaimListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeptClaims.class);

  private final Path file;
  private final LiveRules rules;
  private final InstantSource clock;
  private final ChangeJournal journal;

  KeptClaims(ChangeJournal journal, LiveRules rules, InstantSource clock) {
    this.file = journal.snapshot();
    this.rules = rules;
    this.clock = clock;
    this.journal = journal;
  }

  Path file() {
    return file;
  }

  ChangeJournal journal() {
    return journal;
  }

  ClaimStore now() {
    return rules.current().claims();
  }

  /** Keeps the levels few until the next snapshot. */
  void tidy(Runnable pause) {
    rules.tidy(pause);
  }

  /** Whether claims have ended that a snapshot would be without. */
  boolean hasEnded() {
    return now().hasEnded(clock.instant());
  }

  /** Puts in force what an earlier process has left; empty where that is nothing. */
  Optional<SnapshotHeader> goOn() {
    try {
      return SnapshotFile.open(file).fold(this::goOnFrom, this::goOnWithout);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      LOG.error(
          "The snapshot {} cannot be used, so every feed is read anew: {}", file, e.toString());
      return Optional.empty();
    }
  }

  private Optional<SnapshotHeader> goOnFrom(SnapshotReading.Usable usable) {
    usable
        .passedOver()
        .forEach(fault -> LOG.error("The snapshot before is used, because {}", fault));
    SnapshotHeader header = usable.snapshot().header();
    ClaimStore stored = StoreImage.store(usable.snapshot().image(), header.key());
    rules.restore(journal.resume(header, stored));
    LOG.info(
        "Goes on from the snapshot of {}, of {} entries",
        header.created(),
        String.format("%,d", header.counts().claims()));
    return Optional.of(header);
  }

  private Optional<SnapshotHeader> goOnWithout(SnapshotReading.Unusable unusable) {
    if (!unusable.isAbsent()) {
      unusable.faults().forEach(fault -> LOG.error("Every feed is read anew, because {}", fault));
    }
    return Optional.empty();
  }

  /** Keeps from now on what changes, first of all that other feeds than these are gone. */
  void keep(Set<String> feeds) {
    rules.follow(this);
    for (String feed : now().feeds()) {
      if (!feeds.contains(feed)) {
        rules.remove(feed);
      }
    }
  }

  @Override
  public void replaced(FeedIndex index, ClaimStore before, ClaimStore after) {
    journal.append(index, before, after);
  }

  @Override
  public void removed(String feed, ClaimStore after) {
    journal.appendRemoval(feed, after);
  }

  /** A snapshot that was written, and how many changes had led to what it holds. */
  record Saved(SnapshotHeader header, long changes) {}

  /**
   * Merges all levels, and writes a snapshot of the result. Also where that cannot be written, the
   * result is what is in force.
   *
   * @param pause called now and then
   * @return empty where something changes right now
   */
  Optional<Saved> save(Runnable pause) throws IOException {
    Generation now = rules.current();
    long sequence = journal.sequenceOf(now.claims());
    if (sequence < 0) {
      return Optional.empty();
    }
    CompiledRules compiled =
        CompiledRules.of(now, new CompiledRules.Moment(clock.instant(), sequence), pause);
    Compaction held = compiled.compaction();
    try (PreparedSnapshot prepared =
        SnapshotFile.prepare(file, compiled.header(), compiled.image())) {
      journal.turn(prepared);
      held = mapped(compiled);
    } finally {
      rules.settle(held);
    }
    return Optional.of(new Saved(compiled.header(), now.claims().changes()));
  }

  /** The same from the file, so that what was built can go; as it is where that does not work. */
  private Compaction mapped(CompiledRules compiled) {
    try {
      return SnapshotFile.open(file)
          .fold(usable -> mapped(compiled, usable.snapshot()), unusable -> compiled.compaction());
    } catch (IOException e) {
      LOG.warn("The snapshot {} stays in memory: {}", file, e.toString());
      return compiled.compaction();
    }
  }

  private static Compaction mapped(CompiledRules compiled, Snapshot found) {
    SnapshotHeader header = compiled.header();
    return found.header().id().equals(header.id())
        ? StoreImage.in(found.image(), compiled.compaction(), header.key())
        : compiled.compaction();
  }

  @Override
  public void close() {
    journal.close();
  }
}
