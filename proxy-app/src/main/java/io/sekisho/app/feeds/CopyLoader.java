package io.sekisho.app.feeds;

import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import io.sekisho.rules.feed.FeedGate;
import io.sekisho.rules.feed.FeedReader;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.LastGood;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the copies of one feed and passes them through the gate. For one thread. */
final class CopyLoader {
  private final @Nullable Duration expires;
  private final FeedReader reader;
  private final FeedGate gate;
  private final IntConsumer progress;
  private @Nullable LastGood lastGood;
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

  CopyLoader(FeedSettings settings, GateSettings gate, IntConsumer progress) {
    this.expires = settings.expires();
    this.reader = new FeedReader(settings);
    this.gate = new FeedGate(gate);
    this.progress = progress;
  }

  /** What a copy is worth, beside the one that took effect last. */
  CopyLoad load(FeedCopy copy) {
    try {
      return judge(copy);
    } catch (OutOfMemoryError e) {
      return new CopyLoad.Bad(
          new FeedFailure(FeedFault.TOO_LARGE, copy.origin() + " does not fit into memory"));
    }
  }

  private CopyLoad judge(FeedCopy copy) {
    Identity before = inForce;
    if (before != null && before.isOf(copy) && !isFading(before, copy.seen())) {
      return new CopyLoad.Same();
    }
    return gate.judge(copy, reader.read(copy, progress), lastGood)
        .fold(
            accepted -> new CopyLoad.Good(copy, accepted.copy()),
            refused -> new CopyLoad.Bad(refused.failure()));
  }

  /** Whether half the life of the entries in force is over: then the same copy renews them. */
  private boolean isFading(Identity before, Instant now) {
    return expires != null && now.isAfter(before.seen().plus(expires.dividedBy(2)));
  }

  /** From now on copies are judged beside this one. */
  void tookEffect(CopyLoad.Good good) {
    lastGood = LastGood.of(good.read());
    inForce = Identity.of(good.copy());
  }
}
