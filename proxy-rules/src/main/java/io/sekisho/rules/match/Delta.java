package io.sekisho.rules.match;

import io.sekisho.rules.match.table.HashKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is different from an older store: one after the other as long as that is little, otherwise
 * in tables. Immutable.
 */
final class Delta {
  static final Delta NONE = new Delta(List.of(), null);

  /** About what one that is listed takes. */
  private static final int BYTES_LISTED = 200;

  private final List<Sighting> listed;
  private final @Nullable Level tables;

  private Delta(List<Sighting> listed, @Nullable Level tables) {
    this.listed = listed;
    this.tables = tables;
  }

  static Delta of(Level tables) {
    return new Delta(List.of(), tables);
  }

  /** Of what is said of patterns, at most one thing on each side by one feed. */
  static Delta of(List<Sighting> said, HashKey key) {
    return said.size() <= Recent.MOST_AT_ONCE
        ? new Delta(List.copyOf(said), null)
        : new Delta(List.of(), tables(said, key));
  }

  private static Level tables(List<Sighting> said, HashKey key) {
    LevelBuilder level = new LevelBuilder(key);
    said.forEach(level::add);
    return level.build();
  }

  /** How many patterns are in it. */
  int size() {
    return tables == null ? listed.size() : tables.size();
  }

  /** About how much it takes. */
  long bytes() {
    return tables == null ? (long) BYTES_LISTED * listed.size() : tables.image().bytes();
  }

  /** As tables, of which those that there are have the key that they have. */
  Level level() {
    return tables == null ? tables(listed, HashKey.ofProcess()) : tables;
  }

  /** As tables by this key; to get there takes as long as to build them, unless they are there. */
  Level level(HashKey key) {
    return tables == null ? tables(listed, key) : tables.keyed(key);
  }

  /** The same as tables by this key, where it has tables. */
  Delta keyed(HashKey key) {
    return tables == null || tables.key().equals(key) ? this : of(tables.keyed(key));
  }

  /** Everything that is said in it. */
  List<Sighting> sightings() {
    return tables == null ? listed : tables.sightings();
  }

  void countBy(FeedTally tally) {
    if (tables == null) {
      listed.forEach(said -> tally.add(said.claim().role(), said.pattern().kind(), said.end()));
    } else {
      tally.addAll(tables);
    }
  }
}
