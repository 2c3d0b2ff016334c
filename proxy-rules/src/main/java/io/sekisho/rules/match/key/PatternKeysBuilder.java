package io.sekisho.rules.match.key;

import io.sekisho.rules.match.table.HashIndex;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import io.sekisho.rules.match.table.SectionBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Makes the sections of {@link PatternKeys} of keys that come in order. */
final class PatternKeysBuilder {
  private final KeyHash hash;
  private final GateHashes gate = new GateHashes();
  private byte[] keys = new byte[256];
  private int[] starts = new int[16];
  private int size;

  /** Of what each entry is looked up by. */
  private long[] hashes = new long[16];

  /** The first entries of those that are looked up by the same. */
  private int[] heads = new int[16];

  private int headCount;

  PatternKeysBuilder(HashKey key) {
    this.hash = new KeyHash(key);
  }

  void add(byte[] key, int length) {
    if (size > 0 && compareToLast(key, length) <= 0) {
      throw new IllegalArgumentException("keys are out of order, or one comes twice");
    }
    boolean head = size == 0 || !isLookedUpAsLast(key, length);
    append(key, length);
    if (head) {
      addHead(key, length);
    }
    size++;
  }

  private int compareToLast(byte[] key, int length) {
    return Arrays.compareUnsigned(key, 0, length, keys, starts[size - 1], starts[size]);
  }

  private boolean isLookedUpAsLast(byte[] key, int length) {
    int start = starts[size - 1];
    int match = PatternKey.matchLength(key, length);
    return match <= starts[size] - start
        && Arrays.equals(key, 0, match, keys, start, start + match);
  }

  private void append(byte[] key, int length) {
    long needed = (long) starts[size] + length;
    if (needed > keys.length) {
      SectionBytes.check(Section.KEY_BYTES, needed);
      keys = Arrays.copyOf(keys, (int) Math.min(SectionBytes.MOST, needed + needed / 2));
    }
    if (size + 2 > starts.length) {
      starts = Arrays.copyOf(starts, size + 2 + (size >>> 1));
    }
    System.arraycopy(key, 0, keys, starts[size], length);
    starts[size + 1] = (int) needed;
  }

  private void addHead(byte[] key, int length) {
    if (headCount == heads.length) {
      heads = Arrays.copyOf(heads, headCount + (headCount >>> 1));
      hashes = Arrays.copyOf(hashes, heads.length);
    }
    long hashed = hash.ofKey(key, length);
    heads[headCount] = size;
    hashes[headCount++] = hashed;
    if (key[0] == PatternKey.URL) {
      gate.begin();
      hash.forEachStep(key, gate::step);
    } else {
      gate.add(hashed);
    }
  }

  Image build() {
    Image.Builder image = Image.builder();
    if (size == 0) {
      return image.build();
    }
    return image
        .put(Section.KEY_FILTER, gate.gate())
        .put(Section.KEY_INDEX, index())
        .put(Section.KEY_STARTS, starts())
        .put(Section.KEY_BYTES, ByteBuffer.wrap(Arrays.copyOf(keys, starts[size])))
        .build();
  }

  private ByteBuffer index() {
    ByteBuffer room = HashIndex.room(Section.KEY_INDEX, headCount);
    for (int i = 0; i < headCount; i++) {
      HashIndex.add(room, size, hashes[i], heads[i]);
    }
    return room;
  }

  private ByteBuffer starts() {
    ByteBuffer room = SectionBytes.of(Section.KEY_STARTS, (size + 1L) * Integer.BYTES);
    for (int i = 0; i <= size; i++) {
      room.putInt(i * Integer.BYTES, starts[i]);
    }
    return room;
  }
}
