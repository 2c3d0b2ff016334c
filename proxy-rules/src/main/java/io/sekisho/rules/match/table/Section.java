package io.sekisho.rules.match.table;

import java.util.Arrays;
import java.util.Optional;

/**
 * The parts that compiled tables consist of, as they lie in memory and in a snapshot file. A number
 * is never given to another section; a section whose layout changes gets a new one.
 */
public enum Section {
  /** Blocked Bloom filter over every suffix on the way to a listed name. */
  NAME_FILTER(1),
  NAME_HEADER(9),
  /** Where each bucket of names begins. */
  NAME_STARTS(10),
  /** The names, packed, in order. */
  NAME_BUCKETS(11),
  /** Of suffixes of two labels, a table small enough to be asked before the filter. */
  NAME_GATE(12),
  V4_HEADER(21),
  /** Which parts of each block of addresses are reached, and where its networks begin. */
  V4_BLOCKS(22),
  V4_PREFIXES(19),
  /** Of those that are no single address outside of the others. */
  V4_NOTES(20),
  V6_HEADER(29),
  /** Blocked Bloom filter over the runs of networks. */
  V6_FILTER(30),
  /** Where each run of networks begins. */
  V6_INDEX(31),
  V6_PREFIXES(27),
  /** Of those that are no single address outside of the others. */
  V6_NOTES(28),
  KEY_FILTER(33),
  KEY_INDEX(34),
  KEY_STARTS(35),
  KEY_BYTES(36),
  /** What is claimed of each entry. */
  CLAIMS(48),
  /** Claims of entries that more than one is made of, or that do not fit beside the entry. */
  MORE_CLAIMS(49),
  /** What many claims have in common, once. */
  TUPLES(50),
  TUPLE_STARTS(51),
  /** What is known of each feed as a whole. */
  FEEDS(52);

  private final int number;

  Section(int number) {
    this.number = number;
  }

  /** The section of a number; empty where this program knows none. */
  public static Optional<Section> numbered(int number) {
    return Arrays.stream(values()).filter(each -> each.number == number).findFirst();
  }

  /** Its number in a file. */
  public int number() {
    return number;
  }
}
