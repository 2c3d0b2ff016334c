package io.sekisho.proxy.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollChannelOption;
import io.sekisho.proxy.Traffic;
import io.sekisho.proxy.Transport;
import io.sekisho.proxy.listener.Headcounts;
import io.sekisho.proxy.listener.Premises;
import io.sekisho.proxy.listener.Service;
import io.sekisho.proxy.listener.WayIn;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** The transparent gateway, as a way in. */
public final class GatewayProxy implements WayIn.Opening<GatewaySettings> {
  /** The name that metrics and events give this way in. */
  public static final String LISTENER = "gateway";

  private final Premises premises;
  private final Originals originals;
  private final OwnDials ownDials = new OwnDials();

  /** Finds out where connections were meant for. */
  @FunctionalInterface
  interface Originals {
    Optional<InetSocketAddress> of(Channel client, Diversion diversion);
  }

  GatewayProxy(Premises premises, Originals originals) {
    this.premises = premises;
    this.originals = originals;
  }

  /**
   * Opens the listeners.
   *
   * @throws IOException where an address cannot be listened on, or this machine lacks what a
   *     gateway needs; nothing is left open then
   */
  public static WayIn<GatewaySettings> start(GatewaySettings settings, Premises premises)
      throws IOException {
    if (premises.loops().transport() != Transport.EPOLL) {
      throw new IOException("a gateway needs Linux with epoll, which is not there");
    }
    return WayIn.start(
        LISTENER, settings, premises, new GatewayProxy(premises, OriginalDestination::of));
  }

  @Override
  public Service<GatewaySettings> service(
      GatewaySettings settings, Headcounts headcounts, Traffic traffic) {
    return new GatewayService(settings, premises, this, headcounts, traffic);
  }

  Originals originals() {
    return originals;
  }

  OwnDials ownDials() {
    return ownDials;
  }

  @Override
  public void tune(Channel listener, GatewaySettings settings) throws IOException {
    try {
      listener
          .config()
          .setOption(EpollChannelOption.IP_TRANSPARENT, settings.diversion() == Diversion.TPROXY);
    } catch (ChannelException e) {
      throw new IOException("gateway.diversion: tproxy needs the capability CAP_NET_RAW", e);
    }
  }
}
