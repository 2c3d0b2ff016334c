package io.sekisho.rules.match.address;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;

/**
 * Prefixes in order, one after the other: IPv4 before IPv6, then by network as an unsigned number,
 * and of the same network the shorter prefix first. So a prefix comes before those that it holds.
 * For one thread.
 */
public interface AddressCursor {
  /** Goes to the next prefix; false behind the last. */
  boolean next();

  /** The network's upper 64 bits, as in {@link IpAddress}. */
  long high();

  /** The network's lower 64 bits, as in {@link IpAddress}. */
  long low();

  /** In bits of its own family. */
  int length();

  default boolean isV4() {
    return new IpAddress(high(), low()).isV4();
  }

  default AddressPrefix prefix() {
    return new AddressPrefix(new IpAddress(high(), low()), length());
  }
}
