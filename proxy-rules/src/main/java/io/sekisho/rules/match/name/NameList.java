package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.TableFullException;
import java.util.Arrays;

/**
 * Names as they arrive, to be put in order. Each lies in a page from its last character to its
 * first, and behind it a byte that tells its extent and is less than any character. For one thread.
 */
public final class NameList {
  private static final int PAGE_BITS = 20;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final int SMALLEST_PAGE = 1 << 9;
  private static final int MOST_PAGES = 1 << (Integer.SIZE - 1 - PAGE_BITS);

  private final int mostPages;
  private byte[][] pages = {new byte[SMALLEST_PAGE]};
  private int full;
  private int used;
  private int[] records = new int[16];
  private int size;

  public NameList() {
    this(MOST_PAGES);
  }

  /** For so many pages, of 1 MiB each, at most. */
  NameList(int mostPages) {
    this.mostPages = mostPages;
  }

  /**
   * Adds a name, in lower case, and gives its number; the first is 0.
   *
   * @throws IllegalArgumentException if it is empty, longer than a name can be, or has characters
   *     that a name cannot have at all
   * @throws TableFullException if the list is full, at 2 GiB of names
   */
  public int add(CharSequence name, Extent extent) {
    int length = name.length();
    if (length == 0 || length > HostText.MOST_CHARACTERS) {
      throw new IllegalArgumentException("a name of " + length + " characters");
    }
    byte[] page = pageFor(length + 1);
    int at = used;
    for (int i = length - 1; i >= 0; i--) {
      page[at++] = NameByte.of(name.charAt(i));
    }
    page[at++] = NameByte.end(extent);
    record(full << PAGE_BITS | used);
    used = at;
    return size - 1;
  }

  /** Whether the name with a number is this one, and as far. */
  public boolean isAt(int arrival, CharSequence name, Extent extent) {
    byte[] page = page(arrival);
    int at = from(arrival);
    for (int i = name.length() - 1; i >= 0; i--) {
      if (page[at++] != NameByte.of(name.charAt(i))) {
        return false;
      }
    }
    return page[at] == NameByte.end(extent);
  }

  /** How many were added. */
  public int size() {
    return size;
  }

  /** What it takes in memory. */
  public long bytes() {
    return (long) PAGE * full + pages[full].length + (long) Integer.BYTES * records.length;
  }

  /** The name with a number. */
  public String name(int arrival) {
    byte[] page = page(arrival);
    int from = from(arrival);
    return NameByte.text(page, from, NameByte.endOf(page, from) - from);
  }

  /** The extent of the name with a number. */
  public Extent extent(int arrival) {
    return NameByte.extent(page(arrival)[end(arrival)]);
  }

  /**
   * All that were added, in order by a key; those that are the same in the order in which they
   * came.
   */
  public SortedNames sorted(HashKey key) {
    return new SortedNames(this, NameSort.order(this, key), key);
  }

  /** Whether two are the same name, and as far. */
  boolean isSame(int one, int other) {
    return compare(one, other) == 0;
  }

  /** The order of two names that have the same place, as {@link NameOrder} has it. */
  int compare(int one, int other) {
    int byExtent = extent(one).compareTo(extent(other));
    return byExtent != 0
        ? byExtent
        : Arrays.compareUnsigned(
            page(one), from(one), end(one), page(other), from(other), end(other));
  }

  /** A walk at the right end of the name with a number. */
  HostWalk toWalk(HostWalk walk, int arrival) {
    return walk.toReversed(page(arrival), from(arrival), end(arrival) - from(arrival));
  }

  private int end(int arrival) {
    return NameByte.endOf(page(arrival), from(arrival));
  }

  byte[] page(int arrival) {
    return pages[records[arrival] >>> PAGE_BITS];
  }

  int from(int arrival) {
    return records[arrival] & (PAGE - 1);
  }

  private void record(int at) {
    if (size == records.length) {
      records = Arrays.copyOf(records, size + (size >> 1));
    }
    records[size++] = at;
  }

  /** The page in use, or a new one, with so much room. The first page begins small and grows. */
  private byte[] pageFor(int bytes) {
    int needed = used + bytes + Long.BYTES;
    if (needed > PAGE) {
      turn();
    } else if (needed > pages[full].length) {
      int length = Math.min(PAGE, Math.max(needed, 2 * pages[full].length));
      pages[full] = Arrays.copyOf(pages[full], length);
    }
    return pages[full];
  }

  private void turn() {
    if (full + 1 == mostPages) {
      long most = (long) PAGE * mostPages;
      throw new TableFullException("a list of names", most + 1, most);
    }
    full++;
    if (full == pages.length) {
      pages = Arrays.copyOf(pages, 2 * full);
    }
    pages[full] = new byte[PAGE];
    used = 0;
  }
}
