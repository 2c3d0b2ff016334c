package io.sekisho.rules.match.address;

import io.sekisho.rules.indicator.IpAddress;

/** The prefixes of a table, in the order of their entries. */
final class TableCursor implements AddressCursor {
  private final V4Table v4;
  private final V6Table v6;
  private int entry = -1;

  TableCursor(V4Table v4, V6Table v6) {
    this.v4 = v4;
    this.v6 = v6;
  }

  @Override
  public boolean next() {
    entry++;
    return entry < v4.size() + v6.size();
  }

  @Override
  public boolean isV4() {
    return entry < v4.size();
  }

  @Override
  public long high() {
    return isV4() ? 0 : v6.high(entry - v4.size());
  }

  @Override
  public long low() {
    return isV4() ? IpAddress.v4(v4.network(entry)).low() : v6.low(entry - v4.size());
  }

  @Override
  public int length() {
    return isV4() ? v4.length(entry) : v6.length(entry - v4.size());
  }
}
