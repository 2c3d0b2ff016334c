package io.sekisho.app.feeds;

import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import io.sekisho.rules.feed.FeedGate;
import io.sekisho.rules.feed.FeedReader;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.LastGood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the copies of one file and passes them through the gate. For one thread. */
final class CopyLoader {
  /** Where copies come from, and the clock by which they are found there. */
  record CopyOrigin(Path file, InstantSource clock) {}

  private final Path file;
  private final InstantSource clock;
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

  CopyLoader(CopyOrigin origin, FeedReader reader, GateSettings gate, IntConsumer progress) {
    this.file = origin.file();
    this.clock = origin.clock();
    this.expires = reader.settings().expires();
    this.reader = reader;
    this.gate = new FeedGate(gate);
    this.progress = progress;
  }

  Path file() {
    return file;
  }

  /** The file as it is now. */
  CopyLoad load() {
    try {
      return load(copy());
    } catch (NoSuchFileException e) {
      return bad(FeedFault.MISSING, " does not exist");
    } catch (IOException e) {
      return bad(FeedFault.UNREADABLE, " cannot be read: " + e);
    } catch (OutOfMemoryError e) {
      return bad(FeedFault.TOO_LARGE, " does not fit into memory");
    }
  }

  /** Whether the file holds the bytes of {@code copy}. */
  boolean fileHolds(FeedCopy copy) {
    try {
      return Files.size(file) == copy.size() && copy().digest().equals(copy.digest());
    } catch (IOException e) {
      return false;
    }
  }

  private FeedCopy copy() throws IOException {
    if (Files.size(file) > FeedCopy.MAX_BYTES) {
      throw new IOException("more than " + FeedCopy.MAX_BYTES + " bytes");
    }
    Instant modified = Files.getLastModifiedTime(file).toInstant();
    return new FeedCopy(file.toString(), Files.readAllBytes(file), modified)
        .seenAt(clock.instant());
  }

  private CopyLoad bad(FeedFault fault, String detail) {
    return new CopyLoad.Bad(new FeedFailure(fault, file + detail));
  }

  /** A copy from wherever. */
  CopyLoad load(FeedCopy copy) {
    Identity before = inForce;
    return before != null && before.isOf(copy) && !isFading(before, copy.seen())
        ? new CopyLoad.Same()
        : read(copy);
  }

  /** A copy from wherever, also where it is the one in force. */
  CopyLoad read(FeedCopy copy) {
    return gate.judge(copy, reader.read(copy, progress), lastGood)
        .fold(
            accepted -> new CopyLoad.Good(copy, accepted.copy()),
            refused -> new CopyLoad.Bad(refused.failure()));
  }

  /** Whether half the life of the entries in force is over: then the same copy renews them. */
  private boolean isFading(Identity before, Instant now) {
    return expires != null && now.isAfter(before.seen().plus(expires.dividedBy(2)));
  }

  /** Whatever is loaded next is read, even if it is the copy in force. */
  void forget() {
    inForce = null;
  }

  /** The copy in force has another index now, and is still the same copy. */
  void tookEffectAgain(CopyLoad.Good good) {
    lastGood = LastGood.of(good.read());
  }

  /** From now on copies are judged beside this one. */
  void tookEffect(CopyLoad.Good good) {
    lastGood = LastGood.of(good.read());
    inForce = Identity.of(good.copy());
  }
}
