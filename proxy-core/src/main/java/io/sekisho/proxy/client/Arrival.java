package io.sekisho.proxy.client;

import io.netty.channel.Channel;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetSocketAddress;

/**
 * How a client came in. This, and not the socket's peer, says who the client of a connection is: a
 * load balancer may stand between.
 *
 * @param address that the client connected from
 * @param port that the client connected from
 * @param reached what it connected to
 */
public record Arrival(IpAddress address, int port, InetSocketAddress reached) {

  /** That of a client which is the socket's peer itself. */
  public static Arrival of(Channel channel) {
    InetSocketAddress peer = (InetSocketAddress) channel.remoteAddress();
    return new Arrival(
        IpAddress.of(peer.getAddress()),
        peer.getPort(),
        (InetSocketAddress) channel.localAddress());
  }

  public Endpoint client() {
    return new Endpoint(address, port);
  }
}
