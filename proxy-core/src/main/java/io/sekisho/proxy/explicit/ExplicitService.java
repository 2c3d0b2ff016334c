package io.sekisho.proxy.explicit;

import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.Headcount;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Traffic;
import io.sekisho.proxy.Transport;
import io.sekisho.proxy.client.Admittance;
import io.sekisho.proxy.client.Arrival;
import io.sekisho.proxy.client.BasicAuthentication;
import io.sekisho.proxy.client.Intake;
import io.sekisho.proxy.client.ProxyHeaderGate;
import io.sekisho.proxy.dns.NameResolver;
import io.sekisho.proxy.egress.Dialer;
import io.sekisho.proxy.egress.Outbound;
import io.sekisho.proxy.egress.PendingDials;
import io.sekisho.proxy.ending.Endings;
import io.sekisho.proxy.ending.HeldAnswers;
import io.sekisho.proxy.ending.Sinkhole;
import io.sekisho.proxy.ending.TlsAnswers;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.proxy.http.exchange.Conduct;
import io.sekisho.proxy.http.exchange.HttpEngine;
import io.sekisho.proxy.http.exchange.RequestRouter;
import io.sekisho.proxy.http.exchange.Route;
import io.sekisho.proxy.listener.Headcounts;
import io.sekisho.proxy.listener.Premises;
import io.sekisho.proxy.listener.Service;
import io.sekisho.proxy.littleproxy.LittleProxyEngine;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves the clients of a forward proxy by one configuration. */
final class ExplicitService implements Service<ExplicitSettings> {
  private final ExplicitSettings settings;
  private final ClientRanges clients;
  private final ClientRanges balancers;
  private final Optional<BasicAuthentication> authentication;
  private final NameResolver resolver;
  private final RequestRouter router;
  private final @Nullable LittleProxyEngine carrier;
  private final HttpEngine engine;
  private final Headcounts headcounts;

  private final FlowObserver observer;

  ExplicitService(
      ExplicitSettings settings, Premises premises, Headcounts headcounts, Traffic traffic) {
    Transport transport = premises.loops().transport();
    this.settings = settings;
    this.headcounts = headcounts;
    this.observer = premises.observer();
    this.clients = new ClientRanges(settings.clients());
    this.balancers = new ClientRanges(settings.identity().balancers());
    this.authentication = settings.identity().wantedPasswords().map(BasicAuthentication::new);
    this.router = new ExplicitRouter(premises.minting());
    this.resolver = new NameResolver(settings.dns(), transport);
    Intake intake =
        new Intake(
            ExplicitProxy.LISTENER,
            premises.judge(settings.treatments()),
            traffic,
            InstantSource.system());
    Outbound outbound =
        new Outbound(
            resolver,
            new Dialer(transport, settings.limits().connectTime()),
            settings.egress(),
            premises.ownListeners(),
            new PendingDials(headcounts.dials(), settings.limits().pendingDials()));
    this.carrier = carrier(settings);
    this.engine =
        new HttpEngine(
            intake,
            outbound,
            conduct(settings),
            pages ->
                new Endings(
                    intake,
                    settings.limits(),
                    new HeldAnswers(headcounts.held(), settings.limits()),
                    new Sinkhole(outbound, intake),
                    new TlsAnswers(
                        settings.limits(), headcounts.tlsAnswers(), premises.minting(), pages)),
            carrier);
  }

  private static @Nullable LittleProxyEngine carrier(ExplicitSettings settings) {
    return switch (settings.plane()) {
      case NATIVE -> null;
      case LITTLEPROXY -> LittleProxyEngine.start(settings.limits());
    };
  }

  private Conduct conduct(ExplicitSettings settings) {
    return new Conduct(
        settings.egress().connectPorts(),
        settings.limits(),
        authentication.<Admittance>map(basic -> basic).orElse(Admittance.OPEN),
        settings.identity().forwarded());
  }

  @Override
  public ExplicitSettings settings() {
    return settings;
  }

  /** A load balancer says first whose connection it is. */
  @Override
  public void receive(Channel client, Supplier<Service<ExplicitSettings>> inForce) {
    Arrival bySocket = Arrival.of(client);
    if (balancers.include(bySocket.address())) {
      awaitHeader(client, bySocket, inForce);
    } else {
      serve(client, bySocket);
    }
  }

  private void awaitHeader(
      Channel client, Arrival balancer, Supplier<Service<ExplicitSettings>> inForce) {
    Headcount arriving = headcounts.arriving();
    Optional<Limit> full =
        arriving.enter(balancer.address(), settings.limits().connections().forOneClient());
    if (full.isPresent()) {
      observer.reached(ExplicitProxy.LISTENER, full.get());
      client.close();
      return;
    }
    client
        .pipeline()
        .addLast(
            new ProxyHeaderGate(
                settings.limits().headerTime(),
                arrival -> inForce.get().serve(client, arrival),
                detail -> engine.refused(balancer, detail),
                () -> arriving.leave(balancer.address())));
  }

  @Override
  public void serve(Channel client, Arrival arrival) {
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
    engine.serve(client, arrival, mayUse ? router : ExplicitService::refuse);
  }

  private static Route refuse(RequestHead head, InetSocketAddress reached) {
    return new Route.Refused(RefusalReason.CLIENT, "this client may not use this proxy");
  }

  @Override
  public long idleServers() {
    return engine.idleServers();
  }

  @Override
  public void drain() {
    engine.drain();
  }

  @Override
  public boolean isOver() {
    return engine.openSessions() == 0;
  }

  @Override
  public void close() {
    engine.cut();
    resolver.close();
    if (carrier != null) {
      carrier.close();
    }
    authentication.ifPresent(BasicAuthentication::close);
  }
}
