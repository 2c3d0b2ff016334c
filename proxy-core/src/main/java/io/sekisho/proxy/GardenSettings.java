package io.sekisho.proxy;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.time.Duration;
import java.util.List;

/**
 * The walled garden that clients are kept in once they were hit.
 *
 * @param time a client is captive for so long behind its last hit
 * @param clients most that are captive at a time
 * @param exempt clients that are never captive
 * @param names what captive clients may reach, with all below
 * @param prefixes addresses that they may reach
 */
public record GardenSettings(
    Duration time,
    int clients,
    List<AddressPrefix> exempt,
    List<HostName> names,
    List<AddressPrefix> prefixes) {
  public GardenSettings {
    exempt = List.copyOf(exempt);
    names = List.copyOf(names);
    prefixes = List.copyOf(prefixes);
  }

  boolean exempts(IpAddress client) {
    return exempt.stream().anyMatch(prefix -> prefix.contains(client));
  }

  /** Whether a host is in the garden. */
  boolean has(Host host) {
    return host.fold(
        name -> names.stream().anyMatch(name::isAtOrBelow),
        address -> prefixes.stream().anyMatch(prefix -> prefix.contains(address)));
  }
}
