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
  private final Set<SocketAddress> open = ConcurrentHashMap.newKeySet();

  /** Has to be called before anything is sent on it. */
  void add(Channel server) {
    SocketAddress local = server.localAddress();
    open.add(local);
    server.closeFuture().addListener(closed -> open.remove(local));
  }

  /** Whether it is one of these that came in. Known for sure once something was received. */
  boolean include(Channel client) {
    return open.contains(client.remoteAddress());
  }
}
