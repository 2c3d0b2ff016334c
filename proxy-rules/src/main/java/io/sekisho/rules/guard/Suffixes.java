package io.sekisho.rules.guard;

/** A name and its parents, the longest first, with the hash of each. */
final class Suffixes {
  static final Suffixes NONE = new Suffixes("", new int[0], new int[0]);

  private final String name;
  private final int[] starts;
  private final int[] hashes;

  private Suffixes(String name, int[] starts, int[] hashes) {
    this.name = name;
    this.starts = starts;
    this.hashes = hashes;
  }

  static Suffixes of(String name) {
    int labels = labelsIn(name);
    int[] starts = new int[labels];
    int[] hashes = new int[labels];
    long hash = SuffixHash.EMPTY;
    int next = labels;
    for (int i = name.length() - 1; i >= 0; i--) {
      hash = SuffixHash.prepend(name.charAt(i), hash);
      if (i == 0 || name.charAt(i - 1) == '.') {
        starts[--next] = i;
        hashes[next] = SuffixHash.bits(hash);
      }
    }
    return new Suffixes(name, starts, hashes);
  }

  /** The hash that {@link #of} gives to the whole of {@code name}. */
  static int hashOf(String name) {
    long hash = SuffixHash.EMPTY;
    for (int i = name.length() - 1; i >= 0; i--) {
      hash = SuffixHash.prepend(name.charAt(i), hash);
    }
    return SuffixHash.bits(hash);
  }

  /** How many there are: one for each label, none where the destination is an address. */
  int count() {
    return starts.length;
  }

  String name() {
    return name;
  }

  int start(int index) {
    return starts[index];
  }

  int hash(int index) {
    return hashes[index];
  }

  private static int labelsIn(String name) {
    int labels = 1;
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      labels++;
    }
    return labels;
  }
}
