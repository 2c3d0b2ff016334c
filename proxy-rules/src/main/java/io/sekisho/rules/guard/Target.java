package io.sekisho.rules.guard;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a claim that guards look at: a name or a prefix, one of them null. URLs, certificates
 * and whatever else is no host have none, so no guard is ever hit by them.
 */
public record Target(@Nullable HostName name, @Nullable AddressPrefix prefix, Extent extent) {

  /** How much of a name is claimed. */
  public enum Extent {
    ONE,
    WITH_ALL_BELOW
  }

  private static final Pattern.Cases<Optional<Target>> OF =
      new Pattern.Cases<>(
          subTree -> Optional.of(new Target(subTree.name(), null, Extent.WITH_ALL_BELOW)),
          exactName -> Optional.of(host(exactName.name())),
          addresses -> Optional.of(new Target(null, addresses.prefix(), Extent.ONE)),
          socket -> Optional.of(host(socket.endpoint().host())),
          url -> Optional.empty(),
          certificate -> Optional.empty(),
          fingerprint -> Optional.empty());

  public static Optional<Target> of(Pattern pattern) {
    return pattern.fold(OF);
  }

  private static Target host(Host host) {
    return host.fold(
        name -> new Target(name, null, Extent.ONE),
        address -> new Target(null, AddressPrefix.of(address), Extent.ONE));
  }
}
