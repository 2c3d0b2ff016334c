package io.sekisho.proxy;

import java.util.Set;

/**
 * Which destinations may be dialled at all, whatever the feeds say.
 *
 * @param connectPorts ports that CONNECT may name
 */
public record EgressPolicy(PrivateAddresses privateAddresses, Set<Integer> connectPorts) {
  public EgressPolicy {
    connectPorts = Set.copyOf(connectPorts);
  }

  /** Whether clients may reach loopback, link-local, private and reserved ranges through us. */
  public enum PrivateAddresses {
    ALLOW,
    DENY
  }
}
