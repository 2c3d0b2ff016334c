package io.sekisho.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.IpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.NotYetConnectedException;

/** What can be done to a TCP connection beyond reading and writing. */
public final class Sockets {
  private Sockets() {}

  /**
   * Ends the connection with RST; bytes that have not gone out are lost. One that is closed is left
   * alone, as the number of its socket may be another connection's by now.
   */
  public static void reset(Channel channel) {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    } catch (ChannelException e) {
      // The peer was faster: the socket is gone, and so closed already.
    }
    close(channel);
  }

  /**
   * Closes a connection on its event loop; bytes that the kernel has not taken are lost. The socket
   * goes first: Netty then neither asks it whether it lingers, nor takes it out of the epoll set,
   * which it leaves by being closed.
   */
  public static void close(Channel channel) {
    if (channel instanceof UnixChannel unix && channel.eventLoop().inEventLoop()) {
      try {
        unix.fd().close();
      } catch (IOException e) {
        // The kernel has closed it all the same.
      }
    }
    channel.close();
  }

  /**
   * Ends our side of a connection on which everything has gone out, and nothing more is written.
   * Netty's own way makes an exception for whatever might still be written, with its stack trace:
   * dear, where it is done for every tunnel.
   */
  public static void endOutput(DuplexChannel channel) {
    if (channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket) {
      try {
        socket.shutdown(false, true);
      } catch (IOException | NotYetConnectedException e) {
        // The peer was faster, and has ended all of it.
      }
    } else {
      channel.shutdownOutput();
    }
  }

  /** Where a connection leads that was made. */
  public static IpAddress remoteAddress(Channel channel) {
    return IpAddress.of(((InetSocketAddress) channel.remoteAddress()).getAddress());
  }

  public static Endpoint endpointOf(InetSocketAddress address) {
    return new Endpoint(IpAddress.of(address.getAddress()), address.getPort());
  }
}
