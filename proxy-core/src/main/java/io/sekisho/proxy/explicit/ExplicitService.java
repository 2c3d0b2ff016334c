package io.sekisho.proxy.explicit;

import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.sekisho.proxy.Judge;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Traffic;
import io.sekisho.proxy.Transport;
import io.sekisho.proxy.client.Admittance;
import io.sekisho.proxy.client.Arrival;
import io.sekisho.proxy.client.BasicAuthentication;
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
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What connections get that came in under one configuration. When the configuration changes they
 * keep it, and the next connections get the next one.
 */
final class ExplicitService implements AutoCloseable {
  private static final RequestRouter ROUTER = new ExplicitRouter();

  private final ExplicitSettings settings;
  private final ClientRanges clients;
  private final ClientRanges balancers;
  private final Optional<BasicAuthentication> authentication;
  private final NameResolver resolver;
  private final HttpEngine engine;
  private final Headcounts headcounts;

  ExplicitService(
      ExplicitSettings settings,
      Judge judge,
      OwnListeners ownListeners,
      Headcounts headcounts,
      Traffic traffic) {
    Transport transport = Transport.best();
    this.settings = settings;
    this.headcounts = headcounts;
    this.clients = new ClientRanges(settings.clients());
    this.balancers = new ClientRanges(settings.identity().balancers());
    this.authentication = settings.identity().wantedPasswords().map(BasicAuthentication::new);
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
                settings.egress().connectPorts(),
                settings.limits(),
                authentication.<Admittance>map(basic -> basic).orElse(Admittance.OPEN),
                settings.identity().forwarded()),
            traffic,
            InstantSource.system());
  }

  ExplicitSettings settings() {
    return settings;
  }

  /** Whether this peer is one that begins with a PROXY header. */
  boolean isBalancer(Arrival peer) {
    return balancers.include(peer.address());
  }

  /** Takes a connection in, if there is room for it. */
  void serve(Channel client, Arrival arrival) {
    int held = settings.limits().held();
    client.config().setWriteBufferWaterMark(new WriteBufferWaterMark(held / 2, held));
    headcounts
        .connections()
        .enter(arrival.address(), settings.limits().connections())
        .ifPresentOrElse(
            limit -> engine.turnAway(client, arrival, limit), () -> welcome(client, arrival));
  }

  /** Whoever may not use the proxy gets nothing but a refusal. */
  private void welcome(Channel client, Arrival arrival) {
    client.closeFuture().addListener(closed -> headcounts.connections().leave(arrival.address()));
    boolean mayUse = clients.include(arrival.address());
    engine.serve(client, arrival, mayUse ? ROUTER : ExplicitService::refuse);
  }

  /** Counts a connection of a peer that did not say whose it is. */
  void refused(Arrival peer, String detail) {
    engine.refused(peer, detail);
  }

  private static Route refuse(RequestHead head, InetSocketAddress reached) {
    return new Route.Refused(RefusalReason.CLIENT, "this client may not use this proxy");
  }

  long idleServers() {
    return engine.idleServers();
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
    authentication.ifPresent(BasicAuthentication::close);
  }
}
