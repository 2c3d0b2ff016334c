package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.KeyedHash;
import io.sekisho.rules.match.table.Section;
import io.sekisho.rules.match.table.SectionBytes;
import java.nio.ByteBuffer;

/**
 * A Bloom filter over suffixes, all bits of one within a single word, so that asking costs one
 * access to memory (Putze, Sanders, Singler: Cache-, Hash- and Space-Efficient Bloom Filters,
 * 2007). A suffix that is listed itself, and not only above what is, has more bits in that word.
 */
final class SuffixFilter {
  private static final int BITS_PER_SUFFIX = 10;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(Long.BYTES);

  private final SuffixGate gate;
  private final ByteBuffer words;
  private final int count;

  private SuffixFilter(ByteBuffer bytes, SuffixGate gate) {
    this.gate = gate;
    this.words = bytes.limit() == 0 ? NOTHING : bytes;
    this.count = words.limit() / Long.BYTES;
  }

  /** The one in an image; where it is not there, nothing was added. */
  static SuffixFilter in(Image image) {
    return new SuffixFilter(
        image.section(Section.NAME_FILTER), new SuffixGate(image.section(Section.NAME_GATE)));
  }

  /** An empty one for the suffixes of those that were counted. */
  static SuffixFilter of(NameCensus census) {
    long words = census.suffixes() * BITS_PER_SUFFIX / Long.SIZE + 1;
    ByteBuffer bytes = SectionBytes.of(Section.NAME_FILTER, words * Long.BYTES);
    return new SuffixFilter(bytes, SuffixGate.before(bytes.limit(), census.suffixesOfTwo()));
  }

  void putInto(Image.Builder image) {
    image.put(Section.NAME_FILTER, words).put(Section.NAME_GATE, gate.words());
  }

  /** Adds every suffix of a listed name from one of {@code fewest} labels on. */
  void addAll(HostWalk walk, int fewest) {
    for (int labels = fewest; walk.has(labels); labels++) {
      add(walk.hash(labels), KeyedHash.fourBits(walk.hash(labels)));
    }
    if (walk.has(2)) {
      gate.add(walk.hash(2));
    }
    long whole = walk.hash(walk.labels());
    add(whole, listedBits(whole));
  }

  private void add(long hash, long bits) {
    int at = at(hash);
    words.putLong(at, words.getLong(at) | bits);
  }

  /** False where it was not added; true where it was, and seldom where it was not. */
  boolean admits(long hash) {
    long bits = KeyedHash.fourBits(hash);
    return (words.getLong(at(hash)) & bits) == bits;
  }

  /** The same of being listed itself, for a suffix that is admitted. */
  boolean lists(long hash) {
    long bits = listedBits(hash);
    return (words.getLong(at(hash)) & bits) == bits;
  }

  /**
   * How many labels the longest suffix has down to which every one is admitted, from one of {@code
   * fewest} labels on, which is 1 or 2; less than that where already this one is not.
   */
  int depth(HostWalk walk, int fewest) {
    if (fewest == 1 && !(walk.has(1) && admits(walk.hash(1)))) {
      return 0;
    }
    if (!walk.has(2) || !gate.admits(walk.hash(2))) {
      return 1;
    }
    int labels = 2;
    while (walk.has(labels) && admits(walk.hash(labels))) {
      labels++;
    }
    return labels - 1;
  }

  /** What it takes in memory. */
  long bytes() {
    return (long) words.limit() + gate.words().limit();
  }

  private int at(long hash) {
    return KeyedHash.reduced(hash, count) * Long.BYTES;
  }

  private static long listedBits(long hash) {
    return 1L << (hash >>> 24) | 1L << (hash >>> 30);
  }
}
