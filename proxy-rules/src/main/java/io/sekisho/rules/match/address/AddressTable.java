package io.sekisho.rules.match.address;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.TableFullException;

/**
 * Listed prefixes, numbered from 0 in the order of {@link AddressCursor}. Immutable, so any thread
 * may ask it; neither asking nor an answer allocates.
 */
public final class AddressTable {
  private final V4Table v4;
  private final V6Table v6;
  private final Image image;

  private AddressTable(V4Table v4, V6Table v6, Image image) {
    this.v4 = v4;
    this.v6 = v6;
    this.image = image;
  }

  /**
   * The sections of a table of these prefixes, each of which may come once.
   *
   * @throws IllegalArgumentException if they are not in order
   * @throws TableFullException if a section would take more than 2 GiB
   */
  public static Image build(AddressCursor prefixes, HashKey key) {
    V4Builder v4 = new V4Builder();
    V6Builder v6 = new V6Builder(key);
    while (prefixes.next()) {
      if (!prefixes.isV4()) {
        v6.add(prefixes.high(), prefixes.low(), prefixes.length());
      } else if (v6.isEmpty()) {
        v4.add((int) prefixes.low(), prefixes.length());
      } else {
        throw outOfOrder();
      }
    }
    Image.Builder image = Image.builder();
    v4.build(image);
    v6.build(image);
    return image.build();
  }

  static IllegalArgumentException outOfOrder() {
    return new IllegalArgumentException("prefixes are out of order, or one comes twice");
  }

  /** The table in an image, which is not read before it is asked. */
  public static AddressTable over(Image image, HashKey key) {
    return new AddressTable(V4Table.over(image), V6Table.over(image, key), image);
  }

  public int size() {
    return v4.size() + v6.size();
  }

  /** The entry of a prefix, {@link Hits#NONE} where it is not listed so. */
  public int find(AddressPrefix prefix) {
    IpAddress network = prefix.network();
    if (network.isV4()) {
      return v4.find((int) network.low(), prefix.length());
    }
    int found = v6.find(network.high(), network.low(), prefix.length());
    return found == Hits.NONE ? Hits.NONE : v4.size() + found;
  }

  /** Adds the entry of every prefix that holds the address, the longest first. */
  public void collect(IpAddress address, Hits hits) {
    if (address.isV4()) {
      v4.collect((int) address.low(), hits);
    } else {
      v6.collect(address.high(), address.low(), v4.size(), hits);
    }
  }

  /** The listed prefix of an entry. */
  public AddressPrefix prefix(int entry) {
    return entry < v4.size() ? v4.prefix(entry) : v6.prefix(entry - v4.size());
  }

  /** All prefixes in the order of their entries. */
  public AddressCursor cursor() {
    return new TableCursor(v4, v6);
  }

  /** What its own sections take. */
  public long bytes() {
    return AddressSections.ALL.stream().mapToLong(one -> image.section(one).limit()).sum();
  }
}
