package io.sekisho.rules.match;

/**
 * Up to where a copy is kept as a delta to an earlier one. Beyond it all is put into tables of its
 * own, since entries that are gone still take memory, and those laid over them take time.
 *
 * @param smallestBase entries below which a base is not worth keeping
 * @param percent of the base that may be gone, replaced or added
 */
record DeltaBounds(int smallestBase, int percent) {
  static final DeltaBounds DEFAULT = new DeltaBounds(4_096, 10);

  boolean allow(int base, int strays) {
    return base >= smallestBase && (long) strays * 100 <= (long) base * percent;
  }
}
