package io.sekisho.rules.match.address;

import io.sekisho.rules.indicator.IpAddress;

/** The prefixes of a list in order, each as often as it was added. For one thread. */
public final class SortedAddresses implements AddressCursor {
  private final AddressList list;
  private final int[] v4;
  private final int[] v6;
  private int next;
  private int arrival;
  private long high;
  private long low;
  private int length = -1;
  private boolean again;

  SortedAddresses(AddressList list) {
    this(list, AddressSort.v4(list), AddressSort.v6(list));
  }

  private SortedAddresses(AddressList list, int[] v4, int[] v6) {
    this.list = list;
    this.v4 = v4;
    this.v6 = v6;
  }

  @Override
  public boolean next() {
    if (next == v4.length + v6.length) {
      return false;
    }
    if (next < v4.length) {
      int index = v4[next];
      arrival = list.v4Arrival(index);
      take(0, IpAddress.v4(list.v4Network(index)).low(), list.v4Length(index));
    } else {
      int index = v6[next - v4.length];
      arrival = list.v6Arrival(index);
      take(list.v6High(index), list.v6Low(index), list.v6Length(index));
    }
    next++;
    return true;
  }

  private void take(long nextHigh, long nextLow, int nextLength) {
    again = nextHigh == high && nextLow == low && nextLength == length;
    high = nextHigh;
    low = nextLow;
    length = nextLength;
  }

  /** Whether it is the same prefix as the one before. */
  public boolean isAgain() {
    return again;
  }

  /** The number that the list gave. */
  public int arrival() {
    return arrival;
  }

  @Override
  public boolean isV4() {
    return next <= v4.length;
  }

  @Override
  public long high() {
    return high;
  }

  @Override
  public long low() {
    return low;
  }

  @Override
  public int length() {
    return length;
  }

  /** The same prefixes from the beginning. */
  public SortedAddresses restarted() {
    return new SortedAddresses(list, v4, v6);
  }

  /** The rest of them, each once: the first that came. */
  public AddressCursor distinct() {
    return new Distinct();
  }

  private final class Distinct implements AddressCursor {
    @Override
    public boolean next() {
      do {
        if (!SortedAddresses.this.next()) {
          return false;
        }
      } while (again);
      return true;
    }

    @Override
    public boolean isV4() {
      return SortedAddresses.this.isV4();
    }

    @Override
    public long high() {
      return high;
    }

    @Override
    public long low() {
      return low;
    }

    @Override
    public int length() {
      return length;
    }
  }
}
