package io.sekisho.rules.match.key;

/** The keys of a table, in the order of their entries. */
final class ArenaCursor implements KeyCursor {
  private final KeyArena arena;
  private byte[] key = new byte[64];
  private int length;
  private int next;

  ArenaCursor(KeyArena arena) {
    this.arena = arena;
  }

  @Override
  public boolean next() {
    if (next == arena.size()) {
      return false;
    }
    length = arena.length(next);
    if (length > key.length) {
      key = new byte[2 * length];
    }
    arena.copy(next, key);
    next++;
    return true;
  }

  @Override
  public byte[] key() {
    return key;
  }

  @Override
  public int length() {
    return length;
  }
}
