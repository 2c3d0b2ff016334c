package io.sekisho.proxy.egress;

import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.IpAddress;
import java.util.List;

/**
 * The next machine on the way to a destination, which may be dialled.
 *
 * @param addresses at least one
 */
public record NextHop(Peer peer, List<IpAddress> addresses) {
  public NextHop {
    addresses = List.copyOf(addresses);
  }

  /** Who listens there. */
  public enum Role {
    /** The destination itself. */
    SERVER,
    /** The parent proxy. */
    PARENT
  }

  /** One machine in one role: what is said to it depends on both. */
  public record Peer(Role role, Endpoint endpoint) {}

  public boolean isParent() {
    return peer.role() == Role.PARENT;
  }
}
