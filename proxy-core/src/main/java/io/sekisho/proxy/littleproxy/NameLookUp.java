package io.sekisho.proxy.littleproxy;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.util.List;

/** Looks names up for {@link PolicyFilters}, on LittleProxy's event loop, which waits for it. */
@FunctionalInterface
public interface NameLookUp {

  /** Every address that the name has; none where nobody knows it. */
  List<IpAddress> addressesOf(HostName name);
}
