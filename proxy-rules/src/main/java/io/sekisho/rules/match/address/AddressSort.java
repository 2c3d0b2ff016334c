package io.sekisho.rules.match.address;

import io.sekisho.rules.match.table.MergeOrder;

/** The order of a list's prefixes, by their indexes in the arrays of their family. */
final class AddressSort {
  private AddressSort() {}

  static int[] v4(AddressList list) {
    return MergeOrder.of(
        list.v4Size(),
        (one, other) -> {
          int byNetwork = Integer.compareUnsigned(list.v4Network(one), list.v4Network(other));
          return byNetwork == 0
              ? Integer.compare(list.v4Length(one), list.v4Length(other))
              : byNetwork;
        });
  }

  static int[] v6(AddressList list) {
    return MergeOrder.of(
        list.v6Size(),
        (one, other) -> {
          int byHigh = Long.compareUnsigned(list.v6High(one), list.v6High(other));
          int byNetwork =
              byHigh == 0 ? Long.compareUnsigned(list.v6Low(one), list.v6Low(other)) : byHigh;
          return byNetwork == 0
              ? Integer.compare(list.v6Length(one), list.v6Length(other))
              : byNetwork;
        });
  }
}
