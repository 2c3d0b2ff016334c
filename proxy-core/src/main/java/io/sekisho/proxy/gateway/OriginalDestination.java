package io.sekisho.proxy.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.unix.RawUnixChannelOption;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Where a client connected to before the kernel diverted its connection. */
final class OriginalDestination {
  private static final int SOL_IP = 0;
  private static final int SOL_IPV6 = 41;

  /** The same number for both families: netfilter's {@code SO_ORIGINAL_DST}. */
  private static final int NUMBER = 80;

  private static final int SOCKADDR_IN = 16;
  private static final int SOCKADDR_IN6 = 28;
  private static final int PORT_AT = 2;
  private static final int V4_AT = 4;
  private static final int V6_AT = 8;
  private static final RawUnixChannelOption V4 =
      new RawUnixChannelOption("SO_ORIGINAL_DST", SOL_IP, NUMBER, SOCKADDR_IN);
  private static final RawUnixChannelOption V6 =
      new RawUnixChannelOption("IP6T_SO_ORIGINAL_DST", SOL_IPV6, NUMBER, SOCKADDR_IN6);

  private OriginalDestination() {}

  /** None where the kernel knows of no diversion. One system call at the most. */
  static Optional<InetSocketAddress> of(Channel client, Diversion diversion) {
    InetSocketAddress local = (InetSocketAddress) client.localAddress();
    return switch (diversion) {
      case TPROXY -> Optional.of(local);
      case REDIRECT -> redirected(client, local.getAddress() instanceof Inet6Address);
    };
  }

  private static Optional<InetSocketAddress> redirected(Channel client, boolean v6) {
    try {
      ByteBuffer sockaddr = client.config().getOption(v6 ? V6 : V4);
      return Optional.of(v6 ? read(sockaddr, V6_AT, 16) : read(sockaddr, V4_AT, 4));
    } catch (ChannelException e) {
      return Optional.empty();
    }
  }

  private static InetSocketAddress read(ByteBuffer sockaddr, int from, int length) {
    byte[] address = new byte[length];
    sockaddr.get(from, address);
    int port = ((sockaddr.get(PORT_AT) & 0xff) << 8) | (sockaddr.get(PORT_AT + 1) & 0xff);
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four and sixteen bytes are addresses", e);
    }
  }
}
