package io.sekisho.proxy.explicit;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import java.util.List;

/** Who may use the proxy. Anybody else could reach the world, and hide, behind its address. */
record ClientRanges(List<AddressPrefix> prefixes) {
  ClientRanges {
    prefixes = List.copyOf(prefixes);
  }

  boolean include(IpAddress client) {
    for (AddressPrefix prefix : prefixes) {
      if (prefix.contains(client)) {
        return true;
      }
    }
    return false;
  }
}
