package io.sekisho.app.feeds;

import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import io.sekisho.rules.feed.FeedGate;
import io.sekisho.rules.feed.FeedReader;
import io.sekisho.rules.feed.FeedReading;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.LastGood;
import io.sekisho.rules.match.FeedIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the copies of one feed and passes them through the gate. For one thread. */
final class CopyLoader {
  /** How often in the life of its entries a copy that does not change renews them. */
  private static final int RENEWALS = 10;

  private final @Nullable Duration expires;
  private final FeedReader reader;
  private final FeedGate gate;
  private final IntConsumer progress;
  private @Nullable LastGood lastGood;
  private FeedReading.@Nullable Read inForceRead;
  private @Nullable Identity inForce;

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

  CopyLoader(FeedReader reader, GateSettings gate, IntConsumer progress) {
    this.expires = reader.settings().expires();
    this.reader = reader;
    this.gate = new FeedGate(gate);
    this.progress = progress;
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
    FeedReading.Read read = inForceRead;
    if (before == null || read == null || !before.isOf(copy)) {
      return read(copy, read);
    }
    return isFading(before, copy.seen())
        ? new CopyLoad.Good(copy, renewed(read, copy.seen()))
        : new CopyLoad.Same(copy);
  }

  private CopyLoad read(FeedCopy copy, FeedReading.@Nullable Read before) {
    FeedReading reading = reader.read(copy, before == null ? null : before.index(), progress);
    return gate.judge(copy, reading, lastGood)
        .fold(
            accepted -> new CopyLoad.Good(copy, accepted.copy()),
            refused -> new CopyLoad.Bad(refused.failure(), copy));
  }

  /** Whether a good part of the life of the entries is over: then the same copy renews them. */
  private boolean isFading(Identity before, Instant now) {
    return expires != null && now.isAfter(before.seen().plus(expires.dividedBy(RENEWALS)));
  }

  /** What was read, as if it had been read now: only when the feed ends has changed. */
  private FeedReading.Read renewed(FeedReading.Read read, Instant seen) {
    FeedIndex index = read.index().until(expires == null ? null : seen.plus(expires));
    return new FeedReading.Read(index, read.report(), read.shape());
  }

  /** A copy from wherever, also where it is the one in force. */
  CopyLoad read(FeedCopy copy) {
    return withinMemory(copy, again -> read(again, inForceRead));
  }

  /** Whatever is loaded next is read, even if it is the copy in force. */
  void forget() {
    inForce = null;
  }

  /** The copy in force has another index now, and is still the same copy. */
  void tookEffectAgain(CopyLoad.Good good) {
    lastGood = LastGood.of(good.read());
    inForceRead = good.read();
  }

  /** From now on copies are judged beside this one. */
  void tookEffect(CopyLoad.Good good) {
    lastGood = LastGood.of(good.read());
    inForceRead = good.read();
    inForce = Identity.of(good.copy());
  }
}
