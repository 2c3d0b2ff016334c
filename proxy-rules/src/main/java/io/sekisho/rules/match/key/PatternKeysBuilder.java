package io.sekisho.rules.match.key;

import io.sekisho.rules.match.table.GrowingBytes;
import io.sekisho.rules.match.table.GrowingLongs;
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
  private final GrowingBytes keys = new GrowingBytes(Section.KEY_BYTES, SectionBytes.MOST);
  private final GrowingBytes starts = new GrowingBytes(Section.KEY_STARTS, SectionBytes.MOST);
  private byte[] last = new byte[256];
  private int lastLength;
  private int size;

  /** Of what entries are looked up by, each once. */
  private final GrowingLongs hashes = new GrowingLongs();

  /** The first entry of those that are looked up by the same. */
  private final GrowingLongs heads = new GrowingLongs();

  PatternKeysBuilder(HashKey key) {
    this.hash = new KeyHash(key);
    starts.addInt(0);
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
    return Arrays.compareUnsigned(key, 0, length, last, 0, lastLength);
  }

  private boolean isLookedUpAsLast(byte[] key, int length) {
    int match = PatternKey.matchLength(key, length);
    return match <= lastLength && Arrays.equals(key, 0, match, last, 0, match);
  }

  private void append(byte[] key, int length) {
    keys.add(key, length);
    starts.addInt((int) keys.size());
    if (length > last.length) {
      last = new byte[2 * length];
    }
    System.arraycopy(key, 0, last, 0, length);
    lastLength = length;
  }

  private void addHead(byte[] key, int length) {
    long hashed = hash.ofKey(key, length);
    heads.add(size);
    hashes.add(hashed);
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
        .put(Section.KEY_STARTS, starts.join(0))
        .put(Section.KEY_BYTES, keys.join(0))
        .build();
  }

  private ByteBuffer index() {
    ByteBuffer room = HashIndex.room(Section.KEY_INDEX, heads.size());
    for (int i = 0; i < heads.size(); i++) {
      HashIndex.add(room, size, hashes.get(i), (int) heads.get(i));
    }
    return room;
  }
}
