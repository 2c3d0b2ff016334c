package io.sekisho.rules.match.key;

/** The keys of a list in order, each as often as it was added. For one thread. */
public final class SortedKeys implements KeyCursor {
  private final KeyList list;
  private final int[] order;
  private byte[] key = new byte[64];
  private int next;

  SortedKeys(KeyList list, int[] order) {
    this.list = list;
    this.order = order;
  }

  @Override
  public boolean next() {
    if (next == order.length) {
      return false;
    }
    int length = list.length(order[next]);
    if (length > key.length) {
      key = new byte[2 * length];
    }
    list.copy(order[next], key);
    next++;
    return true;
  }

  /** Whether it is the same key as the one before. */
  public boolean isAgain() {
    return next > 1 && list.areSame(order[next - 2], order[next - 1]);
  }

  /** The number that the list gave. */
  public int arrival() {
    return order[next - 1];
  }

  @Override
  public byte[] key() {
    return key;
  }

  @Override
  public int length() {
    return list.length(order[next - 1]);
  }

  /** The same keys from the beginning. */
  public SortedKeys restarted() {
    return new SortedKeys(list, order);
  }

  /** The rest of them, each once: the first that came. */
  public KeyCursor distinct() {
    return new Distinct();
  }

  private final class Distinct implements KeyCursor {
    @Override
    public boolean next() {
      do {
        if (!SortedKeys.this.next()) {
          return false;
        }
      } while (isAgain());
      return true;
    }

    @Override
    public byte[] key() {
      return SortedKeys.this.key();
    }

    @Override
    public int length() {
      return SortedKeys.this.length();
    }
  }
}
