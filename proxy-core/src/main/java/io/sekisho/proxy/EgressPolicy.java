package io.sekisho.proxy;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which destinations may be reached at all, whatever the feeds say, and by which way.
 *
 * @param connectPorts ports that CONNECT may name
 * @param parent null where every destination is reached directly
 */
public record EgressPolicy(
    PrivateAddresses privateAddresses, Set<Integer> connectPorts, @Nullable ParentProxy parent) {
  public EgressPolicy {
    connectPorts = Set.copyOf(connectPorts);
  }

  /** Whether clients may reach loopback, link-local, private and reserved ranges through us. */
  public enum PrivateAddresses {
    ALLOW,
    DENY
  }

  public Optional<ParentProxy> parentProxy() {
    return Optional.ofNullable(parent);
  }
}
