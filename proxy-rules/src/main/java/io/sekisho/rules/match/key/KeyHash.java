package io.sekisho.rules.match.key;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.KeyedHash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;

/** The keyed hashes by which keys are found. */
record KeyHash(HashKey key) {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Of a key's beginning: its kind and, for endpoints and URLs, the host. */
  long ofStart(int kind, long rest) {
    return KeyedHash.fold(rest ^ key.second(), key.fourth() + kind);
  }

  /** Of what follows, where {@code before} is the hash of what stands before it. */
  long ofNext(long before, byte[] bytes, int from, int to) {
    long hash = before ^ key.first();
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = KeyedHash.fold(hash ^ (long) WORDS.get(bytes, at), key.third());
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = rest << Byte.SIZE | (bytes[at] & 0xff);
    }
    return KeyedHash.fold(hash ^ rest, key.fourth() + (to - from));
  }

  /** Of a port behind what {@code before} is the hash of. */
  long ofPort(long before, int port) {
    return KeyedHash.fold(before ^ key.third(), key.first() + port);
  }

  /** Of what a key is looked up by. */
  long ofKey(byte[] bytes, int length) {
    int kind = bytes[0];
    if (kind != PatternKey.ENDPOINT && kind != PatternKey.URL) {
      return ofStart(kind, ofNext(0, bytes, 1, length));
    }
    int port = PatternKey.matchLength(bytes, length) - PatternKey.PORT_BYTES;
    long before = kind == PatternKey.URL ? forEachStep(bytes, step -> {}) : ofHost(bytes, port);
    return ofPort(before, (bytes[port] & 0xff) << 8 | (bytes[port + 1] & 0xff));
  }

  private long ofHost(byte[] bytes, int end) {
    return ofStart(bytes[0], ofNext(0, bytes, 1, end));
  }

  /**
   * Gives the hash of a URL's host, and of its path up to each boundary.
   *
   * @return the last of them
   */
  long forEachStep(byte[] url, LongConsumer steps) {
    int root = PatternKey.hostEnd(url);
    int end = PatternKey.pathEnd(url);
    long hash = ofHost(url, root);
    steps.accept(hash);
    int start = root;
    for (int at = root; at <= end; at++) {
      if (PatternKey.isBoundary(url, root, at, end)) {
        hash = ofNext(hash, url, start, at);
        steps.accept(hash);
        start = at;
      }
    }
    return hash;
  }
}
