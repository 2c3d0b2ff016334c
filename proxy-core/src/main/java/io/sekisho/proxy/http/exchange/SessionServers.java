package io.sekisho.proxy.http.exchange;

import io.sekisho.proxy.egress.NextHop;
import io.sekisho.rules.indicator.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * The connections to servers that one client's requests may use: those of the pool, and the one on
 * which this client has authenticated. Some schemes (NTLM, Negotiate) authenticate the connection
 * and not the request, so such a connection is never another client's; nor, where it leads to a
 * parent proxy, another destination's.
 */
final class SessionServers {
  private final ServerPool pool;
  private @Nullable ServerConnection own;
  private @Nullable Endpoint ownDestination;

  SessionServers(ServerPool pool) {
    this.pool = pool;
  }

  /**
   * One that leads there, or null. A request that must not be sent twice gets none of the pool,
   * since the server may just be closing it.
   *
   * @param destination for the sake of which {@code hop} is dialled
   */
  @Nullable ServerConnection take(NextHop hop, Endpoint destination, Repetition repetition) {
    ServerConnection mine = takeOwn(hop, destination);
    if (mine != null) {
      return mine;
    }
    return repetition == Repetition.HARMLESS ? pool.take(hop) : null;
  }

  private @Nullable ServerConnection takeOwn(NextHop hop, Endpoint destination) {
    ServerConnection candidate = own;
    if (candidate == null
        || !destination.equals(ownDestination)
        || !candidate.peer().equals(hop.peer())
        || !hop.addresses().contains(candidate.address())
        || !candidate.isFitForMore()) {
      return null;
    }
    own = null;
    return candidate;
  }

  /**
   * Keeps a connection for this client and this destination alone, in the place of the one before.
   */
  void putOwn(Endpoint destination, ServerConnection connection) {
    close();
    own = connection;
    ownDestination = destination;
    connection.keepForOneClient();
    connection.rest(pool.idleTime(), this::ownEnded);
  }

  void putShared(ServerConnection connection) {
    pool.put(connection);
  }

  private void ownEnded() {
    own = null;
  }

  /** The client is gone. */
  void close() {
    ServerConnection last = own;
    own = null;
    if (last != null) {
      last.close();
    }
  }
}
