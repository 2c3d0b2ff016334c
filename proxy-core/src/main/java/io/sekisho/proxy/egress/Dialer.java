package io.sekisho.proxy.egress;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import io.sekisho.proxy.Transport;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to addresses that were judged, on the client's own event loop. Several
 * addresses are tried in turn, a new attempt every 250 ms or as soon as one fails, and the first
 * that answers wins (RFC 8305). A failed write does not close such a connection: a server may
 * answer and go before it has read all of a request.
 */
public final class Dialer {
  /** Names with more addresses than this are no reason to knock at all of them. */
  private static final int MAX_CANDIDATES = 16;

  private final Transport transport;
  private final Duration connectTime;
  private final Consumer<Channel> onConnected;

  public Dialer(Transport transport, Duration connectTime) {
    this(transport, connectTime, connected -> {});
  }

  /**
   * A dialer that tells of its connections.
   *
   * @param onConnected hears of each on its event loop, before anything is sent
   */
  public Dialer(Transport transport, Duration connectTime, Consumer<Channel> onConnected) {
    this.transport = transport;
    this.connectTime = connectTime;
    this.onConnected = onConnected;
  }

  void connected(Channel server) {
    onConnected.accept(server);
  }

  /** Readies the dialling of one address after the other; {@code then} hears the outcome. */
  DialRace race(NextHop hop, PendingDial dial, Consumer<Reach> then) {
    return new DialRace(this, hop.peer(), candidates(hop), dial, then);
  }

  /** What is tried, in this order. */
  public static List<InetSocketAddress> candidates(NextHop hop) {
    int port = hop.peer().endpoint().port();
    return interleaved(hop.addresses()).stream()
        .limit(MAX_CANDIDATES)
        .map(address -> new InetSocketAddress(address.toInetAddress(), port))
        .toList();
  }

  /** For all attempts of one race together. */
  Duration connectTime() {
    return connectTime;
  }

  /**
   * One attempt, which the race ends in time.
   *
   * @param source the address that the server is to see, where that is not this machine's
   */
  ChannelFuture connect(InetSocketAddress address, @Nullable IpAddress source, EventLoop loop) {
    Bootstrap bootstrap = bootstrap(address, loop);
    if (source == null) {
      return bootstrap.connect(address);
    }
    return bootstrap
        .option(EpollChannelOption.IP_TRANSPARENT, true)
        .option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true)
        .connect(address, new InetSocketAddress(source.toInetAddress(), 0));
  }

  private Bootstrap bootstrap(InetSocketAddress address, EventLoop loop) {
    return new Bootstrap()
        .group(loop)
        .channelFactory(() -> transport.socket(address.getAddress()))
        .option(ChannelOption.AUTO_READ, false)
        .option(ChannelOption.AUTO_CLOSE, false)
        .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
        .handler(new EarlyBytes());
  }

  /** IPv6 and IPv4 in turn, IPv6 first, each in the order of the answer (RFC 8305, 4). */
  static List<IpAddress> interleaved(List<IpAddress> addresses) {
    List<IpAddress> v6 = addresses.stream().filter(address -> !address.isV4()).toList();
    List<IpAddress> v4 = addresses.stream().filter(IpAddress::isV4).toList();
    List<IpAddress> mixed = new ArrayList<>(addresses.size());
    for (int i = 0; i < Math.max(v6.size(), v4.size()); i++) {
      if (i < v6.size()) {
        mixed.add(v6.get(i));
      }
      if (i < v4.size()) {
        mixed.add(v4.get(i));
      }
    }
    return mixed;
  }
}
