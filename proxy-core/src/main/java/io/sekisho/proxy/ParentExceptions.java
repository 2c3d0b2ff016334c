package io.sekisho.proxy;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.util.List;

/**
 * Destinations that are reached directly although there is a parent proxy.
 *
 * @param names with all below them
 */
public record ParentExceptions(List<HostName> names, List<AddressPrefix> prefixes) {
  public static final ParentExceptions NONE = new ParentExceptions(List.of(), List.of());

  public ParentExceptions {
    names = List.copyOf(names);
    prefixes = List.copyOf(prefixes);
  }

  public boolean include(HostName destination) {
    return names.stream().anyMatch(destination::isAtOrBelow);
  }

  /** Whether all of a destination's addresses are excepted. */
  public boolean include(List<IpAddress> addresses) {
    return addresses.stream()
        .allMatch(address -> prefixes.stream().anyMatch(prefix -> prefix.contains(address)));
  }
}
