package io.sekisho.proxy.littleproxy;

import io.netty.channel.EventLoopGroup;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Transport;
import io.sekisho.proxy.egress.Dialling;
import io.sekisho.proxy.http.BodyFraming;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.proxy.http.exchange.Carrier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.littleshoot.proxy.HttpFiltersSource;
import org.littleshoot.proxy.HttpProxyServer;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;

/**
 * A LittleProxy that carries requests which were read, judged and cleared before, with the filters
 * of a plug-in if there is one. It listens nowhere, and looks nothing up.
 */
public final class LittleProxyEngine implements Carrier, AutoCloseable {
  /** Only for what would wait for ever otherwise: all limits are kept in front of it. */
  private static final Duration NO_TIME_OUT = Duration.ZERO;

  private static final int QUIET_SECONDS = 1;

  private final Limits limits;
  private final EventLoopGroup servers;
  private final Entry entry = new Entry();
  private final HttpProxyServer proxy;

  private LittleProxyEngine(Limits limits, HttpFiltersSource plugIn) {
    this.limits = limits;
    this.servers = Transport.NIO.eventLoops(Transport.loopCount());
    this.proxy =
        DefaultHttpProxyServer.bootstrap()
            .withName("sekisho")
            .withAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .withServerGroup(new GatedServerGroup(servers, entry))
            .withFiltersSource(new GatedFilters(plugIn))
            .withTransparent(true)
            .withProxyAlias("sekisho")
            .withIdleConnectionTimeout(NO_TIME_OUT)
            .withConnectTimeout((int) limits.connectTime().toMillis())
            .withMaxInitialLineLength(2 * limits.requestLine())
            .withMaxHeaderSize(2 * limits.headerSection())
            .start();
  }

  /** Starts one, with the plug-in that is installed. */
  public static LittleProxyEngine start(Limits limits) {
    return new LittleProxyEngine(limits, PlugIn.installed());
  }

  @Override
  public Dialling carry(RequestHead head, BodyFraming framing) {
    return (hop, loop, dial, then) ->
        new CarriedDial(new Crossings(this, loop, head, framing), hop, dial, then).start();
  }

  Limits limits() {
    return limits;
  }

  /** Brings a client in. From any thread. */
  void accept(InnerChannel client, Gate gate) {
    entry.accept(client, gate);
  }

  /** Ends it with all of its connections; its threads end when these are gone. */
  @Override
  public void close() {
    proxy.abort();
    servers.shutdownGracefully(QUIET_SECONDS, 5 * QUIET_SECONDS, TimeUnit.SECONDS);
  }
}
