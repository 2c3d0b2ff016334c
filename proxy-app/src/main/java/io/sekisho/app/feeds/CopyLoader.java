package io.sekisho.app.feeds;

import io.sekisho.app.feeds.reading.Reading;
import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import io.sekisho.rules.feed.FeedGate;
import io.sekisho.rules.feed.FeedReader;
import io.sekisho.rules.feed.FeedReading;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.match.FeedIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
  private final LastReading last;

  /**
   * A loader of one feed.
   *
   * @param last what is in force of the feed: a copy is read as a change of it
   */
  CopyLoader(FeedReader reader, GateSettings gate, IntConsumer progress, LastReading last) {
    this.expires = reader.settings().expires();
    this.last = last;
    this.reader = reader;
    this.gate = new FeedGate(gate);
    this.progress = progress;
  }

  /** What is in force of the feed, and what its reading has told. */
  LastReading last() {
    return last;
  }

  /**
   * Goes on from what an earlier process has read, so that the copy need not be read.
   *
   * @param kept the last good copy, where it is kept
   * @return empty where it has to be read all the same
   */
  Optional<Reading> resume(FeedCopy kept) {
    return last.resume(kept, reader.guards());
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
    Reading known = last.of(copy).orElse(null);
    FeedIndex index = last.claims().orElse(null);
    if (known == null || index == null) {
      return readAnew(copy);
    }
    return isFading(known.copy().seen(), copy.seen())
        ? new CopyLoad.Good(copy, known.with(index.until(end(copy.seen()))))
        : new CopyLoad.Same(copy);
  }

  private CopyLoad readAnew(FeedCopy copy) {
    FeedReading reading = reader.read(copy, last.claims().orElse(null), last.earlier(), progress);
    return gate.judge(copy, reading, last.lastGood())
        .fold(
            accepted -> new CopyLoad.Good(copy, accepted.copy()),
            refused -> new CopyLoad.Bad(refused.failure(), copy));
  }

  /** Whether a good part of the life of the entries is over: then the same copy renews them. */
  private boolean isFading(Instant seen, Instant now) {
    return expires != null && now.isAfter(seen.plus(expires.dividedBy(RENEWALS)));
  }

  private @Nullable Instant end(Instant seen) {
    return expires == null ? null : seen.plus(expires);
  }

  /** A copy from wherever, also where it is the one in force. */
  CopyLoad read(FeedCopy copy) {
    return withinMemory(copy, this::readAnew);
  }
}
