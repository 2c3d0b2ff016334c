package io.sekisho.proxy.gateway;

import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections that a gateway has opened itself. Rules that divert these too would have it dial
 * itself for ever. For all threads.
 */
final class OwnDials {
  private final Set<Ends> open = ConcurrentHashMap.newKeySet();

  /**
   * Both ends of a connection. One alone would not do: clients whose address is kept choose their
   * ports themselves, and a port serves several connections.
   */
  private record Ends(SocketAddress local, SocketAddress remote) {}

  /** Has to be called before anything is sent on it. */
  void add(Channel server) {
    Ends ends = new Ends(server.localAddress(), server.remoteAddress());
    open.add(ends);
    server.closeFuture().addListener(closed -> open.remove(ends));
  }

  /**
   * Whether it is one of these that came in. Known for sure once something was received.
   *
   * @param original where it was meant for
   */
  boolean include(Channel client, SocketAddress original) {
    return open.contains(new Ends(client.remoteAddress(), original));
  }
}
