package io.sekisho.proxy.explicit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.Judge;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Transport;
import io.sekisho.proxy.dns.NameResolver;
import io.sekisho.proxy.egress.Dialer;
import io.sekisho.proxy.egress.Outbound;
import io.sekisho.proxy.egress.OwnListeners;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.proxy.http.exchange.Conduct;
import io.sekisho.proxy.http.exchange.HttpEngine;
import io.sekisho.proxy.http.exchange.RequestRouter;
import io.sekisho.proxy.http.exchange.Route;
import io.sekisho.rules.Policy;
import io.sekisho.rules.indicator.IpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The forward proxy: its listeners and event loops. A client's connection and all that is dialled
 * for it live on one event loop, and nothing ever blocks there.
 */
public final class ExplicitProxy implements AutoCloseable {
  /** The name that metrics and events give this way in. */
  public static final String LISTENER = "explicit";

  private static final int BACKLOG = 4096;
  private static final int HALF_OF_HELD = 2;

  private final ExplicitSettings settings;
  private final ClientRanges clients;
  private final RequestRouter router = new ExplicitRouter();
  private final EventLoopGroup loops;
  private final NameResolver resolver;
  private final HttpEngine engine;
  private final List<Channel> listeners = new ArrayList<>();

  private ExplicitProxy(
      ExplicitSettings settings, Policy policy, FlowObserver observer, OwnListeners ownListeners) {
    Transport transport = Transport.best();
    this.settings = settings;
    this.clients = new ClientRanges(settings.clients());
    this.loops = transport.eventLoops(Runtime.getRuntime().availableProcessors());
    this.resolver = new NameResolver(settings.dns(), transport);
    this.engine =
        new HttpEngine(
            LISTENER,
            new Judge(policy, settings.answer(), observer),
            new Outbound(
                resolver,
                new Dialer(transport, settings.limits().connectTime()),
                settings.egress(),
                ownListeners),
            new Conduct(
                settings.answer(),
                settings.egress().connectPorts(),
                settings.undecided(),
                settings.limits()),
            InstantSource.system());
  }

  /**
   * Opens the listeners.
   *
   * @param ownListeners where else this process listens; its own listeners are added
   * @throws IOException where an address cannot be listened on; nothing is left open then
   */
  public static ExplicitProxy start(
      ExplicitSettings settings, Policy policy, FlowObserver observer, OwnListeners ownListeners)
      throws IOException {
    ExplicitProxy proxy = new ExplicitProxy(settings, policy, observer, ownListeners);
    try {
      for (InetSocketAddress address : settings.listen()) {
        proxy.listen(address);
      }
    } catch (IOException e) {
      proxy.close();
      throw e;
    }
    ownListeners.add(proxy.addresses());
    return proxy;
  }

  private void listen(InetSocketAddress address) throws IOException {
    int held = settings.limits().held();
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(Transport.best().serverChannel())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(held / HALF_OF_HELD, held))
            .childHandler(new Reception())
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException("cannot listen on " + address + ": " + bound.cause().getMessage());
    }
    listeners.add(bound.channel());
  }

  /** Where it listens, with the ports that were taken. */
  public List<InetSocketAddress> addresses() {
    return listeners.stream().map(channel -> (InetSocketAddress) channel.localAddress()).toList();
  }

  /**
   * Ends gracefully: no new connections, what is under way may finish.
   *
   * @param grace how long it may take; what is left then is cut
   * @throws InterruptedException where the wait is interrupted
   */
  public void drain(Duration grace) throws InterruptedException {
    listeners.forEach(channel -> channel.close().awaitUninterruptibly());
    engine.drain();
    long end = System.nanoTime() + grace.toNanos();
    while (engine.openSessions() > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    close();
  }

  @Override
  public void close() {
    listeners.forEach(channel -> channel.close().awaitUninterruptibly());
    engine.cut();
    resolver.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Takes connections in, and gives those who may not use the proxy nothing but a refusal. */
  private final class Reception extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      IpAddress client = IpAddress.of(((InetSocketAddress) channel.remoteAddress()).getAddress());
      engine.serve(channel, clients.include(client) ? router : Reception::refuse);
    }

    private static Route refuse(RequestHead head, InetSocketAddress reached) {
      return new Route.Refused(RefusalReason.CLIENT, "this client may not use this proxy");
    }
  }
}
