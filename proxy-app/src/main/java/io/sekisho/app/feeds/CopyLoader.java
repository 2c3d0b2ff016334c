package io.sekisho.app.feeds;

import io.sekisho.rules.feed.CopyShape;
import io.sekisho.rules.feed.EarlierCopy;
import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import io.sekisho.rules.feed.FeedGate;
import io.sekisho.rules.feed.FeedReader;
import io.sekisho.rules.feed.FeedReading;
import io.sekisho.rules.feed.FeedReport;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.LastGood;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.Repeated;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the copies of one feed and passes them through the gate. For one thread. */
final class CopyLoader {
  /** How often in the life of its entries a copy that does not change renews them. */
  private static final int RENEWALS = 10;

  private final @Nullable Duration expires;
  private final FeedReader reader;
  private final FeedGate gate;
  private final IntConsumer progress;
  private final Supplier<Optional<FeedIndex>> claimed;
  private @Nullable LastGood lastGood;
  private @Nullable Outcome outcome;
  private @Nullable FeedCopy kept;
  private @Nullable Identity inForce;

  /** What the reading of the copy in force has told, without its index, which is in the rules. */
  private record Outcome(FeedReport report, CopyShape shape, Guards guards, Repeated repeated) {
    static Outcome of(FeedReading.Read read) {
      return new Outcome(read.report(), read.shape(), read.guards(), read.repeated());
    }
  }

  /** What makes two copies the same. */
  private record Identity(String digest, Instant modified, Instant seen) {
    static Identity of(FeedCopy copy) {
      return new Identity(copy.digest(), copy.modified(), copy.seen());
    }

    /** The times first: to digest a large copy takes a while, and a change is in a hurry. */
    boolean isOf(FeedCopy copy) {
      return modified.equals(copy.modified()) && digest.equals(copy.digest());
    }
  }

  /**
   * A loader of one feed.
   *
   * @param claimed what the rules in force have of the feed: a copy is read as a change of it
   */
  CopyLoader(
      FeedReader reader,
      GateSettings gate,
      IntConsumer progress,
      Supplier<Optional<FeedIndex>> claimed) {
    this.expires = reader.settings().expires();
    this.claimed = claimed;
    this.reader = reader;
    this.gate = new FeedGate(gate);
    this.progress = progress;
  }

  /** What the rules in force have of the feed, wherever that is from. */
  Optional<FeedIndex> claimed() {
    return claimed.get();
  }

  /** What a copy is worth, beside the one that took effect last. */
  CopyLoad load(FeedCopy copy) {
    return withinMemory(copy, this::loadChanged);
  }

  private static CopyLoad withinMemory(FeedCopy copy, Function<FeedCopy, CopyLoad> reading) {
    try {
      return reading.apply(copy);
    } catch (OutOfMemoryError e) {
      return new CopyLoad.Bad(
          new FeedFailure(FeedFault.NO_ROOM, copy.origin() + " does not fit into memory"), copy);
    }
  }

  private CopyLoad loadChanged(FeedCopy copy) {
    Identity before = inForce;
    Outcome known = outcome;
    Optional<FeedIndex> index = claimed.get();
    if (before == null || known == null || index.isEmpty() || !before.isOf(copy)) {
      return readAnew(copy);
    }
    return isFading(before, copy.seen())
        ? new CopyLoad.Good(copy, renewed(index.get(), known, copy.seen()))
        : new CopyLoad.Same(copy);
  }

  private CopyLoad readAnew(FeedCopy copy) {
    FeedReading reading = reader.read(copy, claimed.get().orElse(null), earlier(), progress);
    return gate.judge(copy, reading, lastGood)
        .fold(
            accepted -> new CopyLoad.Good(copy, accepted.copy()),
            refused -> new CopyLoad.Bad(refused.failure(), copy));
  }

  /** The copy in force, where its bytes are kept and what it was read as is known. */
  private @Nullable EarlierCopy earlier() {
    Outcome known = outcome;
    FeedCopy copy = kept;
    return known == null || copy == null
        ? null
        : new EarlierCopy(copy, known.report(), known.guards(), known.repeated());
  }

  /** The copy in force is there now; null where it is not kept. */
  void isKept(@Nullable FeedCopy where) {
    kept = where;
  }

  /** Whether a good part of the life of the entries is over: then the same copy renews them. */
  private boolean isFading(Identity before, Instant now) {
    return expires != null && now.isAfter(before.seen().plus(expires.dividedBy(RENEWALS)));
  }

  /** What was read, as if it had been read now: only when the feed ends has changed. */
  private FeedReading.Read renewed(FeedIndex index, Outcome known, Instant seen) {
    FeedIndex renewed = index.until(expires == null ? null : seen.plus(expires));
    return new FeedReading.Read(
        renewed, known.report(), known.shape(), known.guards(), known.repeated());
  }

  /** A copy from wherever, also where it is the one in force. */
  CopyLoad read(FeedCopy copy) {
    return withinMemory(copy, this::readAnew);
  }

  /** Whatever is loaded next is read, even if it is the copy in force. */
  void forget() {
    inForce = null;
  }

  /** The copy in force has another index now, and is still the same copy. */
  void tookEffectAgain(CopyLoad.Good good) {
    lastGood = LastGood.of(good.read());
    outcome = Outcome.of(good.read());
  }

  /** From now on copies are judged beside this one. */
  void tookEffect(CopyLoad.Good good) {
    lastGood = LastGood.of(good.read());
    outcome = Outcome.of(good.read());
    inForce = Identity.of(good.copy());
  }
}
