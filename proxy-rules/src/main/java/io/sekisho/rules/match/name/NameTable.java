package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.Hits;

/**
 * Listed names, numbered from 0 in the order of {@link NameCursor}. Immutable, so any thread may
 * ask it; neither asking nor an answer allocates.
 */
public interface NameTable {
  int size();

  /** The entry of the name that the walk is about, {@link Hits#NONE} where it is not listed so. */
  int find(HostWalk walk, Extent extent);

  /**
   * Adds the entries that cover the name: the exact one first, then sub-trees from the deepest up.
   * It costs one probe for each label down to the first suffix that nothing listed lies at or
   * below.
   */
  void collect(HostWalk walk, Hits hits);

  /** The listed name of an entry. */
  String name(int entry);

  Extent extent(int entry);

  /** All names in the order of their entries. */
  NameCursor cursor();

  /** What it takes in memory. */
  long bytes();
}
