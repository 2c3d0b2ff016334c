package io.sekisho.proxy.gateway;

import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.sekisho.proxy.AnswerPolicy.Stage;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.Traffic;
import io.sekisho.proxy.Transport;
import io.sekisho.proxy.client.Admittance;
import io.sekisho.proxy.client.Arrival;
import io.sekisho.proxy.client.ForwardedField;
import io.sekisho.proxy.client.Intake;
import io.sekisho.proxy.dns.NameResolver;
import io.sekisho.proxy.egress.Dialer;
import io.sekisho.proxy.egress.Diverted;
import io.sekisho.proxy.egress.Outbound;
import io.sekisho.proxy.egress.OwnListeners;
import io.sekisho.proxy.egress.PendingDials;
import io.sekisho.proxy.ending.Endings;
import io.sekisho.proxy.http.exchange.Conduct;
import io.sekisho.proxy.http.exchange.HttpEngine;
import io.sekisho.proxy.listener.Headcounts;
import io.sekisho.proxy.listener.Premises;
import io.sekisho.proxy.listener.Service;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Serves diverted connections by one configuration. */
final class GatewayService implements Service<GatewaySettings> {
  private final GatewaySettings settings;
  private final OwnListeners ownListeners;
  private final GatewayProxy.Originals originals;
  private final OwnDials ownDials;
  private final Headcounts headcounts;
  private final NameResolver resolver;
  private final Intake intake;
  private final Outbound outbound;
  private final Endings endings = new Endings();
  private final HttpEngine engine;
  private final Set<Channel> clients = ConcurrentHashMap.newKeySet();

  GatewayService(
      GatewaySettings settings,
      Premises premises,
      GatewayProxy gateway,
      Headcounts headcounts,
      Traffic traffic) {
    Transport transport = premises.loops().transport();
    this.settings = settings;
    this.ownListeners = premises.ownListeners();
    this.originals = gateway.originals();
    this.ownDials = gateway.ownDials();
    this.headcounts = headcounts;
    this.resolver = new NameResolver(settings.dns(), transport);
    this.intake =
        new Intake(
            GatewayProxy.LISTENER,
            premises.judge(settings.treatments()),
            traffic,
            InstantSource.system());
    this.outbound =
        new Outbound(
            resolver,
            new Dialer(transport, settings.limits().connectTime(), ownDials::add),
            settings.egress(),
            ownListeners,
            new PendingDials(headcounts.dials(), settings.limits().pendingDials()));
    this.engine = new HttpEngine(intake, outbound, conduct(settings), endings);
  }

  /** CONNECT asks for another proxy than this, and is refused for every port. */
  private static Conduct conduct(GatewaySettings settings) {
    return new Conduct(Set.of(), settings.limits(), Admittance.OPEN, ForwardedField.OFF);
  }

  @Override
  public GatewaySettings settings() {
    return settings;
  }

  @Override
  public void serve(Channel client, Arrival arrival) {
    int held = settings.limits().held();
    client.config().setWriteBufferWaterMark(new WriteBufferWaterMark(held / 2, held));
    Optional<Limit> full =
        headcounts.connections().enter(arrival.address(), settings.limits().connections());
    if (full.isPresent()) {
      intake.reached(full.get());
      refuse(client, arrival, RefusalReason.BUSY, "there are as many connections as may be");
      return;
    }
    intake.observer().connectionOpened(intake.listener());
    clients.add(client);
    client.closeFuture().addListener(closed -> left(client, arrival));
    originals
        .of(client, settings.diversion())
        .flatMap(original -> diverted(original, arrival))
        .ifPresentOrElse(
            to -> take(client, arrival, to),
            () ->
                refuse(
                    client, arrival, RefusalReason.CLIENT, "this connection was never diverted"));
  }

  private void left(Channel client, Arrival arrival) {
    clients.remove(client);
    headcounts.connections().leave(arrival.address());
    intake.observer().connectionClosed(intake.listener());
  }

  /** None where the client connected to this very process. */
  private Optional<Diverted> diverted(InetSocketAddress original, Arrival arrival) {
    IpAddress address = IpAddress.of(original.getAddress());
    if (ownListeners.includes(address, original.getPort())) {
      return Optional.empty();
    }
    IpAddress source = settings.diversion() == Diversion.TPROXY ? arrival.address() : null;
    return Optional.of(Diverted.to(address, original.getPort(), settings.dialled(), source));
  }

  private void take(Channel client, Arrival arrival, Diverted to) {
    client.pipeline().addLast(intake.traffic().fromClient());
    client.pipeline().addLast(new FirstBytes(new DivertedFlow(this, client, arrival, to)));
  }

  private void refuse(Channel client, Arrival arrival, RefusalReason reason, String detail) {
    intake.open(arrival, null, Stage.TUNNEL).refused(reason, detail);
    Sockets.reset(client);
  }

  Intake intake() {
    return intake;
  }

  Outbound outbound() {
    return outbound;
  }

  HttpEngine engine() {
    return engine;
  }

  Endings endings() {
    return endings;
  }

  OwnDials ownDials() {
    return ownDials;
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
    return clients.isEmpty();
  }

  @Override
  public void close() {
    engine.cut();
    clients.forEach(Channel::close);
    resolver.close();
  }
}
