package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.HashKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The names of a list in order, each as often as it was added. For one thread. */
public final class SortedNames implements NameCursor {
  private final NameList list;
  private final int[] order;
  private final HashKey key;
  private final byte[] reversed = new byte[HostText.MOST_CHARACTERS];
  private int next;
  private int length;
  private Extent extent = Extent.SUB_TREE;
  private @Nullable HostWalk walk;
  private boolean again;

  SortedNames(NameList list, int[] order, HashKey key) {
    this.list = list;
    this.order = order;
    this.key = key;
  }

  @Override
  public boolean next() {
    if (next == order.length) {
      return false;
    }
    int arrival = order[next];
    byte[] page = list.page(arrival);
    int from = list.from(arrival);
    int end = NameByte.endOf(page, from);
    again = next > 0 && isSame(page, from, end);
    length = end - from;
    extent = NameByte.extent(page[end]);
    System.arraycopy(page, from, reversed, 0, length);
    next++;
    return true;
  }

  /** Whether it is the same name, and as far, as the one before. */
  public boolean isAgain() {
    return again;
  }

  /** The number that the list gave. */
  public int arrival() {
    return order[next - 1];
  }

  @Override
  public byte[] reversed() {
    return reversed;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public Extent extent() {
    return extent;
  }

  @Override
  public long place() {
    HostWalk own = walk;
    if (own == null) {
      own = new HostWalk(key);
      walk = own;
    }
    return own.toReversed(reversed, 0, length).place(extent);
  }

  /** The same names from the beginning. */
  public SortedNames restarted() {
    return new SortedNames(list, order, key);
  }

  /** The rest of them, each once: the first that came. */
  public NameCursor distinct() {
    return new Distinct();
  }

  private boolean isSame(byte[] page, int from, int end) {
    return NameByte.extent(page[end]) == extent
        && Arrays.equals(page, from, end, reversed, 0, length);
  }

  private final class Distinct implements NameCursor {
    @Override
    public boolean next() {
      do {
        if (!SortedNames.this.next()) {
          return false;
        }
      } while (again);
      return true;
    }

    @Override
    public byte[] reversed() {
      return reversed;
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public Extent extent() {
      return extent;
    }

    @Override
    public long place() {
      return SortedNames.this.place();
    }
  }
}
