package io.sekisho.rules.match.key;

import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import java.nio.ByteBuffer;

/** The keys of a table, one behind the other. */
final class KeyArena {
  private final ByteBuffer starts;
  private final ByteBuffer bytes;

  KeyArena(Image image) {
    starts = image.section(Section.KEY_STARTS);
    bytes = image.section(Section.KEY_BYTES);
  }

  int size() {
    return Math.max(0, starts.limit() / Integer.BYTES - 1);
  }

  int start(int entry) {
    return starts.getInt(entry * Integer.BYTES);
  }

  int length(int entry) {
    return start(entry + 1) - start(entry);
  }

  /** Copies a key to the beginning of an array that has room for it. */
  void copy(int entry, byte[] to) {
    bytes.get(start(entry), to, 0, length(entry));
  }

  byte[] key(int entry) {
    byte[] key = new byte[length(entry)];
    copy(entry, key);
    return key;
  }

  boolean equals(int entry, KeyBytes key) {
    return length(entry) == key.length() && startsWith(entry, key.array(), key.length());
  }

  boolean startsWith(int entry, byte[] beginning, int count) {
    if (length(entry) < count) {
      return false;
    }
    int start = start(entry);
    for (int i = 0; i < count; i++) {
      if (bytes.get(start + i) != beginning[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a URL's key has the beginning, no more of a path, and the port. */
  boolean isUrl(int entry, byte[] beginning, int count, int port) {
    int end = start(entry) + count;
    return length(entry) >= count + 1 + PatternKey.PORT_BYTES
        && startsWith(entry, beginning, count)
        && bytes.get(end) == 0
        && bytes.get(end + 1) == (byte) (port >>> Byte.SIZE)
        && bytes.get(end + 2) == (byte) port;
  }

  /** The first entry whose key is not less than this, or the number of entries. */
  int firstFrom(byte[] key, int count) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, key, count) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int compare(int entry, byte[] key, int count) {
    int start = start(entry);
    int length = length(entry);
    for (int i = 0; i < Math.min(length, count); i++) {
      int order = Byte.compareUnsigned(bytes.get(start + i), key[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(length, count);
  }
}
