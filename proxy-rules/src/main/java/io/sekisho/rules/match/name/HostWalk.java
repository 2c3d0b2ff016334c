package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.HashKey;

/**
 * The keyed hash of each suffix of a host, computed label by label from the right as far as
 * somebody asks. The host may be as a client sent it: ASCII letters are taken in lower case and one
 * dot at the end is ignored. One that is empty or longer than a name can be has no labels. Used
 * again and again by one thread.
 */
public final class HostWalk {
  private static final int MOST_LABELS = HostText.MOST_CHARACTERS + 1;

  private final SuffixHash hash;
  private final HostText text = new HostText();
  private final long[] hashes = new long[MOST_LABELS + 1];
  private final int[] starts = new int[MOST_LABELS + 1];
  private final PackedName packed = new PackedName(this, text);
  private int reached;

  public HostWalk(HashKey key) {
    this.hash = new SuffixHash(key);
  }

  /** Begins at the right end of a host. */
  public HostWalk to(CharSequence host) {
    text.set(host);
    return begin();
  }

  /**
   * Begins at the right end of a host that is there in ASCII, and must stay there while the walk is
   * asked.
   */
  public HostWalk to(byte[] host, int from, int to) {
    text.set(host, from, to);
    return begin();
  }

  /** Begins at the right end of a name that is there from its last character to its first. */
  HostWalk toReversed(byte[] reversed, int from, int count) {
    text.setReversed(reversed, from, count);
    return begin();
  }

  private HostWalk begin() {
    reached = 0;
    starts[0] = text.length() == 0 ? 0 : text.length() + 1;
    hashes[0] = hash.seed();
    packed.forget();
    return this;
  }

  /** As asked, in lower case and without a dot at its end; changes when the walk begins anew. */
  HostText host() {
    return text;
  }

  /**
   * Whether the bytes that are hashed and compared are the host itself. They are not where it has
   * characters beyond ISO 8859-1; so a match holds only if this does.
   */
  boolean isFaithful() {
    return text.isFaithful();
  }

  /** Whether the host has so many labels; from 1. */
  public boolean has(int labels) {
    while (reached < labels && starts[reached] > 0) {
      advance();
    }
    return reached >= labels;
  }

  /** The number of labels that the host has. */
  int labels() {
    while (starts[reached] > 0) {
      advance();
    }
    return reached;
  }

  /** The hash of the suffix of so many labels, which the host {@linkplain #has has}. */
  public long hash(int labels) {
    return hashes[labels];
  }

  /** Where that suffix begins in {@link #host()}. */
  public int start(int labels) {
    return starts[labels];
  }

  /** Where the first label of that suffix ends. */
  int labelEnd(int labels) {
    return labels == 0 ? 0 : starts[labels - 1] - 1;
  }

  /** The hash of that suffix, as a listed name, without so many characters of its first label. */
  long bodyHash(int labels, int without, Extent extent) {
    int from = starts[labels] + without;
    int at = labelEnd(labels);
    long soFar = hashes[Math.max(0, labels - 1)];
    for (; at - from >= Long.BYTES; at -= Long.BYTES) {
      soFar = hash.word(soFar, text.wordBefore(at));
    }
    int rest = (at - from) * Byte.SIZE;
    return hash.entry(hash.rest(soFar, HostText.last(text.wordBefore(at), rest), rest), extent);
  }

  /** That suffix as names are packed; the walk has one, which changes with the next. */
  PackedName packed(int labels, Extent extent) {
    return packed.to(labels, extent);
  }

  /** The place of the whole host, as a listed name, in {@linkplain NameOrder order}. */
  long place(Extent extent) {
    return packed(labels(), extent).place();
  }

  private void advance() {
    int at = starts[reached] - 1;
    long soFar = hashes[reached];
    long word = text.wordBefore(at);
    long dots = HostText.dots(word, at);
    while (dots == 0) {
      soFar = hash.word(soFar, word);
      at -= Long.BYTES;
      word = text.wordBefore(at);
      dots = HostText.dots(word, at);
    }
    int rest = Long.numberOfLeadingZeros(dots);
    reached++;
    hashes[reached] = hash.rest(soFar, HostText.last(word, rest), rest);
    starts[reached] = at - rest / Byte.SIZE;
  }
}
