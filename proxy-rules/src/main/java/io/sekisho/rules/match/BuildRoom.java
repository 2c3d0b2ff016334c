package io.sekisho.rules.match;

import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import java.util.List;

/**
 * What it takes on the heap to make a level, at most, estimated from what it is made of: the tables
 * themselves, and what sorting, packing and growing take beside them. The shares were measured as
 * the smallest heap in which a level is made, over every kind of pattern.
 */
final class BuildRoom {
  /** Of a pattern of middling length. */
  private static final long BYTES_OF_A_TOMBSTONE = 160;

  private BuildRoom() {}

  /** To sort so many names: a number, and a word with its place. */
  static long toSort(int names) {
    return (long) names * (Integer.BYTES + Long.BYTES);
  }

  /** To build, from what the names take that have arrived, with what is said of them. */
  static long forNames(long arrived) {
    return arrived * 16 / 10;
  }

  static long forAddresses(long arrived) {
    return arrived * 22 / 10;
  }

  static long forKeys(long arrived) {
    return arrived * 38 / 10;
  }

  /** To say of so many patterns that they are gone: each arrives, and is built in. */
  static long forTombstones(long patterns) {
    return patterns * BYTES_OF_A_TOMBSTONE;
  }

  /** To merge levels into one, which at most has all that they have. */
  static long toMerge(List<NumberedLevel> levels) {
    return levels.stream().mapToLong(each -> toMerge(each.level().image())).sum();
  }

  private static long toMerge(Image image) {
    return image.sections().stream()
        .mapToLong(section -> image.section(section).limit() * tenths(section) / 10)
        .sum();
  }

  private static long tenths(Section section) {
    return switch (section) {
      case CLAIMS -> 10;
      case NAME_FILTER, NAME_GATE, NAME_STARTS, NAME_BUCKETS, NAME_HEADER -> 28;
      case MORE_CLAIMS, TUPLES, TUPLE_STARTS, FEEDS -> 30;
      case KEY_FILTER, KEY_INDEX, KEY_STARTS, KEY_BYTES -> 42;
      case V4_HEADER, V4_BLOCKS, V4_PREFIXES, V4_NOTES -> 55;
      case V6_HEADER, V6_FILTER, V6_INDEX, V6_PREFIXES, V6_NOTES -> 55;
    };
  }
}
