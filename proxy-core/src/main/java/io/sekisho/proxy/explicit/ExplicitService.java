package io.sekisho.proxy.explicit;

import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.sekisho.proxy.Judge;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Transport;
import io.sekisho.proxy.dns.NameResolver;
import io.sekisho.proxy.egress.Dialer;
import io.sekisho.proxy.egress.Outbound;
import io.sekisho.proxy.egress.OwnListeners;
import io.sekisho.proxy.egress.PendingDials;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.proxy.http.exchange.Conduct;
import io.sekisho.proxy.http.exchange.HttpEngine;
import io.sekisho.proxy.http.exchange.RequestRouter;
import io.sekisho.proxy.http.exchange.Route;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;

/**
 * What connections get that came in under one configuration. When the configuration changes they
 * keep it, and the next connections get the next one.
 */
final class ExplicitService implements AutoCloseable {
  private static final RequestRouter ROUTER = new ExplicitRouter();

  private final ExplicitSettings settings;
  private final ClientRanges clients;
  private final NameResolver resolver;
  private final HttpEngine engine;
  private final Headcounts headcounts;

  ExplicitService(
      ExplicitSettings settings, Judge judge, OwnListeners ownListeners, Headcounts headcounts) {
    Transport transport = Transport.best();
    this.settings = settings;
    this.headcounts = headcounts;
    this.clients = new ClientRanges(settings.clients());
    this.resolver = new NameResolver(settings.dns(), transport);
    this.engine =
        new HttpEngine(
            ExplicitProxy.LISTENER,
            judge,
            new Outbound(
                resolver,
                new Dialer(transport, settings.limits().connectTime()),
                settings.egress(),
                ownListeners,
                new PendingDials(headcounts.dials(), settings.limits().pendingDials())),
            new Conduct(
                settings.answer(),
                settings.egress().connectPorts(),
                settings.undecided(),
                settings.limits()),
            InstantSource.system());
  }

  ExplicitSettings settings() {
    return settings;
  }

  /** Takes a connection in, if there is room for it. */
  void serve(Channel client) {
    int held = settings.limits().held();
    client.config().setWriteBufferWaterMark(new WriteBufferWaterMark(held / 2, held));
    IpAddress address = IpAddress.of(((InetSocketAddress) client.remoteAddress()).getAddress());
    headcounts
        .connections()
        .enter(address, settings.limits().connections())
        .ifPresentOrElse(limit -> engine.turnAway(client, limit), () -> serve(client, address));
  }

  /** Whoever may not use the proxy gets nothing but a refusal. */
  private void serve(Channel client, IpAddress address) {
    client.closeFuture().addListener(closed -> headcounts.connections().leave(address));
    engine.serve(client, clients.include(address) ? ROUTER : ExplicitService::refuse);
  }

  private static Route refuse(RequestHead head, InetSocketAddress reached) {
    return new Route.Refused(RefusalReason.CLIENT, "this client may not use this proxy");
  }

  /** From now on connections end with what they are doing; tunnels go on. */
  void drain() {
    engine.drain();
  }

  boolean isOver() {
    return engine.openSessions() == 0;
  }

  @Override
  public void close() {
    engine.cut();
    resolver.close();
  }
}
