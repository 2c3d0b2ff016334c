package io.sekisho.rules.match.name;

import java.nio.ByteBuffer;

/**
 * A name as {@link NameBuckets} has it: a signature, and the units of its body but for a frequent
 * top-level domain, which the signature tells. Where the body has a character that {@link NameCode}
 * does not have, its units are its bytes. Used again and again.
 */
final class PackedName {
  /** In a signature, so many units or more. */
  static final int MANY = 15;

  /** The most units there are: of bytes. */
  static final int MOST_UNITS = CodedName.unitsOfBytes(HostWalk.MOST_CHARACTERS);

  private static final int TLDS = 63;
  private static final int EXACT = 6;
  private static final int OF_BYTES = 7;
  private static final int TAG = 8;
  private static final int TAGS = 15;
  private static final int UNITS = 12;

  private CodedName coded;
  private int characters;
  private int units;
  private int head;
  private boolean isOfBytes;
  private int signature;

  /** Nothing yet; {@code coded} is any. */
  PackedName(CodedName coded) {
    this.coded = coded;
  }

  /**
   * Becomes the name of a head and a body.
   *
   * @param code of the host, but for the top-level domain with this number
   * @param from where the body begins in the host
   * @param place of the name in order
   */
  void set(int ofHead, CodedName code, int tld, int from, Extent extent, long place) {
    head = ofHead;
    coded = code;
    characters = code.charactersFrom(from);
    isOfBytes = code.isForeignFrom(from);
    units = isOfBytes ? CodedName.unitsOfBytes(characters) : CodedName.units(characters);
    signature =
        Math.min(units, MANY) << UNITS
            | ((int) place & TAGS) << TAG
            | (isOfBytes ? 1 : 0) << OF_BYTES
            | (extent == Extent.EXACT ? 1 : 0) << EXACT
            | tld;
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
