package io.sekisho.rules.match.name;

import java.nio.ByteBuffer;

/**
 * A suffix of a host as {@link NameBuckets} has a name: its place in order, a signature, and the
 * units of its body but for a frequent top-level domain, which the signature tells. Where the body
 * has a character that {@link NameCode} does not have, its units are its bytes. A walk has one, and
 * uses it again and again.
 */
final class PackedName {
  /** In a signature, so many units or more. */
  static final int MANY = 15;

  /** The most units there are: of bytes. */
  static final int MOST_UNITS = CodedName.unitsOfBytes(HostText.MOST_CHARACTERS);

  private static final int TLDS = 63;
  private static final int EXACT = 6;
  private static final int OF_BYTES = 7;
  private static final int TAG = 8;
  private static final int TAGS = 15;
  private static final int UNITS = 12;

  private final HostWalk walk;
  private final HostText text;

  /** The host without a frequent top-level domain and the dot before it. */
  private final CodedName host = new CodedName();

  private boolean isHostCoded;
  private int tldOfHost;

  /** The last label alone, which is asked for seldom. */
  private final CodedName lastLabel = new CodedName();

  private int labels;
  private Extent extent = Extent.SUB_TREE;
  private int head;
  private long place;

  private CodedName coded = host;
  private int characters;
  private boolean isOfBytes;
  private int units;
  private int signature;

  PackedName(HostWalk walk, HostText text) {
    this.walk = walk;
    this.text = text;
  }

  /** The walk has another host. */
  void forget() {
    isHostCoded = false;
  }

  /** Becomes the suffix of so many labels; {@link #code} has to follow, but for its place. */
  PackedName to(int ofLabels, Extent upTo) {
    labels = ofLabels;
    extent = upTo;
    int base = text.base();
    head = NameHead.of(text.array(), base + walk.start(labels), base + walk.labelEnd(labels));
    place = NameHead.place(head, walk.bodyHash(labels, NameCode.count(head), extent));
    return this;
  }

  /** Its place in {@linkplain NameOrder order}. */
  long place() {
    return place;
  }

  /** Makes its units and its signature. */
  PackedName code() {
    int tld = codeSuffix();
    int from = walk.start(labels) + NameCode.count(head);
    characters = coded.charactersFrom(from);
    isOfBytes = coded.isForeignFrom(from);
    units = isOfBytes ? CodedName.unitsOfBytes(characters) : CodedName.units(characters);
    signature =
        Math.min(units, MANY) << UNITS
            | ((int) place & TAGS) << TAG
            | (isOfBytes ? 1 : 0) << OF_BYTES
            | (extent == Extent.EXACT ? 1 : 0) << EXACT
            | tld;
    return this;
  }

  /** Has the suffix coded, but for the top-level domain that this gives the number of. */
  private int codeSuffix() {
    if (labels <= 1) {
      lastLabel.set(text.array(), text.base(), walk.start(labels), text.length());
      coded = lastLabel;
      return FrequentTld.NONE;
    }
    if (!isHostCoded) {
      codeHost();
      isHostCoded = true;
    }
    coded = host;
    return tldOfHost;
  }

  private void codeHost() {
    int length = text.length();
    int start = walk.start(1);
    int bits = (length - start) * Byte.SIZE;
    tldOfHost =
        length - start > FrequentTld.LONGEST
            ? FrequentTld.NONE
            : FrequentTld.number(HostText.last(text.wordBefore(length), bits));
    int end = tldOfHost == FrequentTld.NONE ? length : start - 1;
    host.set(text.array(), text.base(), 0, end);
  }

  int head() {
    return head;
  }

  int units() {
    return units;
  }

  /**
   * In 16 bits: how many units, a part of the place, whether of bytes, extent, top-level domain.
   */
  int signature() {
    return signature;
  }

  static int units(int signature) {
    return signature >>> UNITS;
  }

  static boolean isOfBytes(int signature) {
    return (signature >>> OF_BYTES & 1) != 0;
  }

  static Extent extent(int signature) {
    return (signature >>> EXACT & 1) == 0 ? Extent.SUB_TREE : Extent.EXACT;
  }

  static int tld(int signature) {
    return signature & TLDS;
  }

  /** Whether the body lies there, if it has as many units. */
  boolean isAt(ByteBuffer names, int start) {
    return isOfBytes
        ? coded.areBytesAt(names, start, characters)
        : coded.isAt(names, start, characters);
  }

  /** Copies the body out, and perhaps a zero behind it. */
  void copyTo(byte[] target, int start) {
    if (isOfBytes) {
      coded.copyBytesTo(target, start, characters);
    } else {
      coded.copyTo(target, start, characters);
    }
  }
}
