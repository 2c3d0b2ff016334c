package io.sekisho.proxy.egress;

import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The next machine on the way to a destination, which may be dialled.
 *
 * @param addresses at least one, unless the only one is this process itself
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
    PARENT,
    /** The server that hostile flows are led to. */
    SINKHOLE
  }

  /**
   * One machine in one role: what is said to it depends on both.
   *
   * @param source the address that it sees, where that is not this machine's
   */
  public record Peer(Role role, Endpoint endpoint, @Nullable IpAddress source) {
    public Peer(Role role, Endpoint endpoint) {
      this(role, endpoint, null);
    }
  }

  /** Where a diverted flow may go. */
  static NextHop to(Diverted diverted, List<IpAddress> addresses) {
    return new NextHop(new Peer(Role.SERVER, diverted.original(), diverted.source()), addresses);
  }

  public boolean isParent() {
    return peer.role() == Role.PARENT;
  }
}
