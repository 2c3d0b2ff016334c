package io.sekisho.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetSocketAddress;

/** What can be done to a TCP connection beyond reading and writing. */
public final class Sockets {
  private Sockets() {}

  /** Ends the connection with RST; bytes that have not gone out are lost. */
  public static void reset(Channel channel) {
    try {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    } catch (ChannelException e) {
      // The peer was faster: the socket is gone, and so closed already.
    }
    channel.close();
  }

  public static Endpoint endpointOf(InetSocketAddress address) {
    return new Endpoint(IpAddress.of(address.getAddress()), address.getPort());
  }
}
