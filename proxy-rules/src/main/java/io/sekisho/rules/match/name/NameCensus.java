package io.sekisho.rules.match.name;

/** What there is to know of names as a whole. For one thread. */
final class NameCensus {
  private final DistinctCount suffixes;
  private final DistinctCount suffixesOfTwo;
  private int names;
  private int exact;
  private boolean oneLabel;

  /** Of at most so many names. */
  NameCensus(int most) {
    this.suffixes = new DistinctCount(most);
    this.suffixesOfTwo = new DistinctCount(most);
  }

  void add(HostWalk walk, Extent extent) {
    int labels = walk.labels();
    names++;
    exact += extent == Extent.EXACT ? 1 : 0;
    oneLabel |= labels == 1;
    for (int i = 1; i <= labels; i++) {
      suffixes.add(walk.hash(i));
    }
    if (labels >= 2) {
      suffixesOfTwo.add(walk.hash(2));
    }
  }

  /** What there is to know, if so many bits tell a bucket. */
  NameHeader header(int bucketBits) {
    return new NameHeader(names, oneLabel ? 1 : 2, exact, bucketBits);
  }

  /** About how many suffixes the names have, each counted once. */
  long suffixes() {
    return suffixes.estimate();
  }

  /** About how many of two labels. */
  long suffixesOfTwo() {
    return suffixesOfTwo.estimate();
  }
}
