package io.sekisho.app.feeds;

import io.sekisho.app.feeds.FeedStatus.InForce;
import io.sekisho.app.feeds.reading.Reading;
import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.table.TableFullException;
import io.sekisho.rules.snapshot.Generation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One feed, from its first copy to its last, wherever they come from: judges them, puts them in
 * force, keeps the last good one and says how the feed stands. {@link #status}, {@link #inForce},
 * {@link #tell} and {@link #close} are for any thread; the rest is for one thread at a time. Once
 * it is closed it changes nothing any more, neither in force nor on disk, whatever is still under
 * way.
 */
final class FeedInput {
  private final CopyLoader loader;
  private final LastGoodCopies copies;
  private final Effect effect;
  private final InstantSource clock;
  private final FeedLog log;
  private volatile FeedStatus status;
  private @Nullable FeedCopy held;
  private boolean closed;

  /** Puts a good copy in force. */
  @FunctionalInterface
  interface Effect {
    Generation take(CopyLoad.Good good);
  }

  FeedInput(FeedInputParts parts, LastGoodCopies copies, InstantSource clock) {
    this.loader = parts.loader();
    this.effect = parts.effect();
    this.status = parts.status();
    this.copies = copies;
    this.clock = clock;
    this.log = new FeedLog(status.name());
  }

  FeedStatus status() {
    return status;
  }

  /** The last good copy of an earlier process, or of this one. */
  Optional<FeedCopy> kept() {
    return kept(Optional.empty());
  }

  /** The same as a copy that was made at that time. */
  Optional<FeedCopy> kept(Optional<Instant> made) {
    return copies.find(status.name(), made);
  }

  /**
   * Stands as an earlier process has left it, where its claims are in force still and what was read
   * of the last good copy is known: then nothing is read.
   *
   * @param more says more of how the feed stood
   */
  boolean goOn(FeedCopy kept, UnaryOperator<FeedStatus> more) {
    FeedCopy copy = copies.held(status.name(), kept);
    Optional<Reading> read = loader.resume(copy);
    read.ifPresent(
        of ->
            change(
                () -> {
                  held = copy.madeAt(of.copy().modified());
                  status = more.apply(status.withInForce(left(of)));
                  log.goesOn(status);
                }));
    return read.isPresent();
  }

  /** Stands by what an earlier process has left in force, of which no more is known yet. */
  void standAsLeft(Optional<FeedIndex> left) {
    Instant at = clock.instant();
    left.filter(index -> index.entries() == 0 || index.expired(at) < index.entries())
        .ifPresent(
            index ->
                tell(
                    now ->
                        now.copyInForce().isPresent()
                            ? now
                            : now.withInForce(InForce.left(index, at))));
  }

  /** With a plan before, this process has told of it already. */
  private InForce left(Reading read) {
    return status
        .copyInForce()
        .filter(told -> told.generation() > 0)
        .orElseGet(() -> InForce.left(loader.last().claims().orElseThrow(), read));
  }

  /** Puts the last good copy in force, until there is a better one. */
  void restore(FeedCopy kept) {
    restore(kept, UnaryOperator.identity());
  }

  /**
   * Puts the last good copy in force, and says more of how the feed stood: whoever asks sees both
   * or neither.
   */
  void restore(FeedCopy kept, UnaryOperator<FeedStatus> more) {
    CopyLoad load = judge(kept);
    attempt(
        () ->
            status =
                more.apply(load.fold(good -> restored(good, kept), same -> status, this::refused)));
  }

  private FeedStatus restored(CopyLoad.Good good, FeedCopy kept) {
    FeedStatus now = status.restored(takeEffect(good));
    hold(copies.held(status.name(), kept));
    return now;
  }

  private FeedStatus refused(CopyLoad.Bad bad) {
    log.lastGoodRefused(bad.failure());
    return status;
  }

  /** Changes nothing from now on; a change under way is waited for. */
  synchronized void close() {
    closed = true;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Changes something that is in force or on disk, unless this has been closed. */
  synchronized void change(Runnable step) {
    if (!closed) {
      step.run();
    }
  }

  /** The copy in force, if it is kept. */
  synchronized Optional<FeedCopy> inForce() {
    return Optional.ofNullable(held);
  }

  private void hold(@Nullable FeedCopy copy) {
    held = copy;
    loader.last().isKept(copy);
  }

  /**
   * Reads the copy in force again, if it is kept, because what its claims are guarded by has
   * changed. Where that fails, whatever comes next is read.
   *
   * @return whether it could be read
   */
  boolean reread() {
    FeedCopy copy = inForce().orElse(null);
    if (copy == null || isClosed()) {
      loader.last().forget();
      return false;
    }
    CopyLoad load = worth(() -> loader.read(copy));
    attempt(
        () ->
            load.<@Nullable Void>fold(
                this::takeEffectAgain, same -> null, this::keepGuardedAsBefore));
    return load.fold(good -> true, same -> true, bad -> false);
  }

  /** The copy itself was good before, so it is not kept as one that was refused. */
  private @Nullable Void keepGuardedAsBefore(CopyLoad.Bad bad) {
    loader.last().forget();
    return applyBad(new CopyLoad.Bad(bad.failure()));
  }

  private @Nullable Void takeEffectAgain(CopyLoad.Good good) {
    Generation generation = effect.take(good);
    loader.last().tookEffectAgain(good);
    status = status.withInForce(InForce.of(good, generation));
    log.inForce(status);
    return null;
  }

  /** The source was found to have still the copy in force. */
  void renew(Instant seen) {
    inForce()
        .ifPresent(
            copy -> {
              change(() -> copies.renew(status.name(), seen));
              apply(judge(copy.seenAt(seen)));
            });
  }

  /** Says more of how the feed stands. */
  void tell(UnaryOperator<FeedStatus> more) {
    change(() -> status = more.apply(status));
  }

  /** What a copy is worth; nothing changes by it. Once this is closed, nothing is read for it. */
  CopyLoad judge(FeedCopy copy) {
    return worth(() -> isClosed() ? new CopyLoad.Same(copy) : loader.load(copy));
  }

  private CopyLoad worth(Supplier<CopyLoad> reading) {
    try {
      return reading.get();
    } catch (RuntimeException | Error e) {
      return broken(e);
    }
  }

  /** Acts on what a copy is worth, or on why there is none. */
  void apply(CopyLoad load) {
    attempt(() -> load.<@Nullable Void>fold(this::applyGood, this::applySame, this::applyBad));
  }

  /** Changes something; whatever that throws is told like a fault of the feed. */
  private void attempt(Runnable step) {
    change(
        () -> {
          try {
            step.run();
          } catch (RuntimeException | Error e) {
            applyBad(broken(e));
          }
        });
  }

  /** A fault of ours, even an error, in one feed must not end the watching of all. */
  CopyLoad.Bad broken(Throwable e) {
    log.broken(e);
    boolean noRoom = e instanceof OutOfMemoryError || e instanceof TableFullException;
    FeedFault fault = noRoom ? FeedFault.NO_ROOM : FeedFault.UNREADABLE;
    return new CopyLoad.Bad(new FeedFailure(fault, status.name() + ": " + e));
  }

  private @Nullable Void applyGood(CopyLoad.Good good) {
    FeedStatus next = status.succeeded(clock.instant(), takeEffect(good));
    status = next;
    log.inForce(next);
    hold(copies.keep(next.name(), good.copy()).orElse(null));
    return null;
  }

  private InForce takeEffect(CopyLoad.Good good) {
    Generation generation = effect.take(good);
    loader.last().tookEffect(good);
    return InForce.of(good, generation);
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
    if (held == null) {
      hold(copies.keep(before.name(), same.copy()).orElse(null));
    }
    return null;
  }

  /** Without a copy that was kept, a snapshot may still have what the feed said last. */
  private FeedStatus withWhatWasLeft(Instant now) {
    return loader
        .last()
        .claims()
        .map(index -> status.withInForce(InForce.left(index, now)))
        .orElse(status);
  }

  private @Nullable Void applyBad(CopyLoad.Bad bad) {
    Instant now = clock.instant();
    FeedStatus before = status.copyInForce().isPresent() ? status : withWhatWasLeft(now);
    status = before.failed(bad.failure(), now);
    log.failed(before, status, bad.failure());
    copies.keepRefused(before.name(), bad, now);
    return null;
  }
}
