package io.sekisho.proxy.http.exchange;

import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections to servers that one client's requests may use: those of the pool, and the one on
 * which this client has authenticated. Some schemes (NTLM, Negotiate) authenticate the connection
 * and not the request, so such a connection is never another client's.
 */
final class SessionServers {
  private final ServerPool pool;
  private @Nullable ServerConnection own;

  SessionServers(ServerPool pool) {
    this.pool = pool;
  }

  /**
   * One that leads there, or null. A request that must not be sent twice gets none of the pool,
   * since the server may just be closing it.
   */
  @Nullable ServerConnection take(
      Endpoint destination, List<IpAddress> addresses, Repetition repetition) {
    ServerConnection mine = takeOwn(destination, addresses);
    if (mine != null) {
      return mine;
    }
    return repetition == Repetition.HARMLESS ? pool.take(destination, addresses) : null;
  }

  private @Nullable ServerConnection takeOwn(Endpoint destination, List<IpAddress> addresses) {
    ServerConnection candidate = own;
    if (candidate == null
        || !candidate.destination().equals(destination)
        || !addresses.contains(candidate.address())
        || !candidate.isFitForMore()) {
      return null;
    }
    own = null;
    return candidate;
  }

  /** Keeps a connection for this client alone, in the place of the one before. */
  void putOwn(ServerConnection connection) {
    close();
    own = connection;
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
