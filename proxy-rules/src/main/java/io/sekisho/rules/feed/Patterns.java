package io.sekisho.rules.feed;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Pattern;
import java.util.Optional;

/** Questions about patterns that the reading of feeds asks. */
final class Patterns {
  /** The addresses that a pattern is about; empty where it is about a name. */
  static final Pattern.Cases<Optional<AddressPrefix>> ADDRESSES =
      new Pattern.Cases<>(
          subTree -> Optional.empty(),
          exactName -> Optional.empty(),
          addresses -> Optional.of(addresses.prefix()),
          socket -> ofHost(socket.endpoint().host()),
          url -> ofHost(url.host()));

  static final Pattern.Cases<Boolean> IS_ADDRESS =
      new Pattern.Cases<>(
          subTree -> false,
          exactName -> false,
          addresses -> true,
          socket -> ofHost(socket.endpoint().host()).isPresent(),
          url -> ofHost(url.host()).isPresent());

  private Patterns() {}

  private static Optional<AddressPrefix> ofHost(Host host) {
    return host.fold(name -> Optional.empty(), address -> Optional.of(AddressPrefix.of(address)));
  }
}
