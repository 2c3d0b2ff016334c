package io.sekisho.rules.guard;

import java.util.function.IntPredicate;

/**
 * Distinct canonical names, numbered from 0 in the order in which they came. Filled by one thread,
 * then only read.
 *
 * <p>A slot of the open-addressing table holds a number plus one; 0 is free. A name of 15
 * characters takes about 30 bytes.
 */
public final class NumberedNames {
  /** What {@link #find} gives where there is no such name. */
  public static final int NONE = -1;

  private final NameArena names = new NameArena();
  private int[] slots = new int[32];

  public int size() {
    return names.count();
  }

  public String name(int number) {
    return names.text(number);
  }

  /** The number of {@code name}, which is added where it is not known yet. */
  public int add(String name) {
    int hash = Suffixes.hashOf(name);
    int known = find(name, 0, hash);
    if (known != NONE) {
      return known;
    }
    if (size() >= slots.length / 4 * 3) {
      growSlots();
    }
    int number = size();
    names.add(name);
    occupy(hash, number + 1);
    return number;
  }

  public int find(String name) {
    return find(name, 0, Suffixes.hashOf(name));
  }

  /**
   * Asks about {@code name} and its parents, the longest first.
   *
   * @return the number of the first that {@code wanted} holds for
   */
  public int findAtOrAbove(String name, IntPredicate wanted) {
    Suffixes suffixes = Suffixes.of(name);
    for (int i = 0; i < suffixes.count(); i++) {
      int found = find(name, suffixes.start(i), suffixes.hash(i));
      if (found != NONE && wanted.test(found)) {
        return found;
      }
    }
    return NONE;
  }

  /** Gives back what only adding needs. */
  public void trim() {
    names.trim();
  }

  private int find(String text, int from, int hash) {
    int mask = slots.length - 1;
    for (int slot = hash & mask; slots[slot] != 0; slot = slot + 1 & mask) {
      if (names.equals(slots[slot] - 1, text, from)) {
        return slots[slot] - 1;
      }
    }
    return NONE;
  }

  private void growSlots() {
    slots = new int[slots.length * 2];
    int count = size();
    for (int number = 0; number < count; number++) {
      occupy(Suffixes.hashOf(name(number)), number + 1);
    }
  }

  private void occupy(int hash, int content) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0) {
      slot = slot + 1 & mask;
    }
    slots[slot] = content;
  }
}
