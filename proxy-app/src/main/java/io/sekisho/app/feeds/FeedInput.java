package io.sekisho.app.feeds;

import io.sekisho.app.feeds.FeedStatus.InForce;
import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import io.sekisho.rules.snapshot.Generation;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One file with entries, from the first reading to the last. Only {@link #status} is for any
 * thread; the rest is for the one that reads.
 */
final class FeedInput {
  private final CopyLoader loader;
  private final ChangeWatch watch;
  private final LastGoodCopies copies;
  private final Effect effect;
  private final InstantSource clock;
  private final FeedLog log;
  private volatile FeedStatus status;

  /** Puts a good copy in force. */
  @FunctionalInterface
  interface Effect {
    Generation take(CopyLoad.Good good);
  }

  FeedInput(FeedInputParts parts, LastGoodCopies copies, InstantSource clock) {
    this.loader = parts.loader();
    this.watch = new ChangeWatch(parts.refresh());
    this.effect = parts.effect();
    this.status = parts.status();
    this.copies = copies;
    this.clock = clock;
    this.log = new FeedLog(status.name());
  }

  FeedStatus status() {
    return status;
  }

  /**
   * Reads the file for the first time. Where it is not what the last good copy is, that copy takes
   * effect before, so that the file is judged beside it.
   */
  void loadFirst(long nanos) {
    Optional<FeedCopy> kept = copies.find(status.name());
    if (kept.isPresent() && !loader.fileHolds(kept.get())) {
      restore(kept.get());
    }
    reload(nanos);
  }

  private void restore(FeedCopy kept) {
    loader
        .load(kept)
        .<@Nullable Void>fold(
            good -> {
              status = status.restored(takeEffect(good));
              return null;
            },
            same -> null,
            failure -> log.lastGoodRefused(failure));
  }

  /** Reads the file whether or not it has changed. */
  void reload(long nanos) {
    FileStamp stamp = FileStamp.of(loader.file());
    CopyLoad load = load();
    watch.wasRead(stamp, nanos);
    apply(load);
  }

  /**
   * Reads the copy in force again, because what its claims are guarded by has changed. Nothing is
   * fetched for it; only where no copy was kept, the file is read.
   */
  void rereadInForce(long nanos) {
    InForce before = status.copyInForce().orElse(null);
    if (before == null) {
      return;
    }
    Optional<FeedCopy> kept = copies.find(status.name());
    if (kept.isPresent()) {
      loader
          .read(kept.get())
          .<@Nullable Void>fold(
              good -> takeEffectAgain(good, before), same -> null, log::lastGoodRefused);
    } else {
      loader.forget();
      reload(nanos);
    }
  }

  private @Nullable Void takeEffectAgain(CopyLoad.Good good, InForce before) {
    Generation generation = effect.take(good);
    loader.tookEffectAgain(good);
    status =
        status.withInForce(
            new InForce(good.read().report(), before.modified(), generation.number()));
    log.inForce(status);
    return null;
  }

  /** Reads the file if it has changed; not while it still changes. */
  void poll(long nanos) {
    FileStamp stamp = FileStamp.of(loader.file());
    if (!watch.isDue(stamp, nanos)) {
      return;
    }
    boolean impatient = watch.isImpatient(nanos);
    CopyLoad load = load();
    if (impatient || FileStamp.of(loader.file()).equals(stamp)) {
      watch.wasRead(stamp, nanos);
      apply(load);
    }
  }

  private CopyLoad load() {
    try {
      return loader.load();
    } catch (RuntimeException e) {
      return new CopyLoad.Bad(broken(e));
    }
  }

  private void apply(CopyLoad load) {
    try {
      load.<@Nullable Void>fold(this::applyGood, this::applySame, this::applyBad);
    } catch (RuntimeException e) {
      applyBad(broken(e));
    }
  }

  /** A fault of ours in reading one feed must not end the watching of all. */
  private FeedFailure broken(RuntimeException e) {
    log.broken(e);
    return new FeedFailure(FeedFault.UNREADABLE, loader.file() + ": " + e);
  }

  private @Nullable Void applyGood(CopyLoad.Good good) {
    FeedStatus next = status.succeeded(clock.instant(), takeEffect(good));
    status = next;
    log.inForce(next);
    copies.keep(next.name(), good.copy());
    return null;
  }

  private InForce takeEffect(CopyLoad.Good good) {
    Generation generation = effect.take(good);
    loader.tookEffect(good);
    return new InForce(good.read().report(), good.copy().modified(), generation.number());
  }

  private @Nullable Void applySame(CopyLoad.Same same) {
    FeedStatus before = status;
    before
        .copyInForce()
        .ifPresent(
            copy -> {
              status = before.succeeded(clock.instant(), copy);
              log.unchanged(before);
            });
    return null;
  }

  private @Nullable Void applyBad(FeedFailure failure) {
    FeedStatus before = status;
    status = before.failed(failure, clock.instant());
    log.failed(before, status, failure);
    return null;
  }
}
