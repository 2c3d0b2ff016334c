package io.sekisho.rules.match.key;

import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.table.HashKey;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** The key of one listed pattern, with the hash that it is looked up by. Immutable. */
public final class WrittenKey {
  private final byte[] key;
  private final KeyHash by;
  private final long hash;

  private WrittenKey(byte[] key, KeyHash by) {
    this.key = key;
    this.by = by;
    this.hash = by.ofKey(key, key.length);
  }

  /**
   * The key of a pattern.
   *
   * @throws IllegalArgumentException if the pattern is not of a kind that is found by a key
   */
  public static WrittenKey of(Pattern pattern, HashKey secret) {
    KeyBytes written = new KeyBytes();
    PatternKey.write(pattern, written);
    return new WrittenKey(Arrays.copyOf(written.array(), written.length()), new KeyHash(secret));
  }

  /** What a walk has as its hash, or at a boundary, where this matches. */
  public long hash() {
    return hash;
  }

  /** Gives the hash; of a URL that of its host, and of its path up to each boundary. */
  public void forEachStep(LongConsumer steps) {
    if (key[0] == PatternKey.URL) {
      by.forEachStep(key, steps);
    } else {
      steps.accept(hash);
    }
  }

  /** Whether it is the endpoint, the certificate or the fingerprint that is looked up. */
  public boolean isAsked(KeyWalk walk) {
    KeyBytes asked = walk.key();
    return Arrays.equals(key, 0, key.length, asked.array(), 0, asked.length());
  }

  /** Whether it is a URL with the path up to the boundary of the walk, and the port; 0 for any. */
  public boolean isReached(KeyWalk walk, int port) {
    int end = walk.reached();
    return key.length >= end + 1 + PatternKey.PORT_BYTES
        && Arrays.equals(key, 0, end, walk.url().array(), 0, end)
        && key[end] == 0
        && key[end + 1] == (byte) (port >>> Byte.SIZE)
        && key[end + 2] == (byte) port;
  }
}
