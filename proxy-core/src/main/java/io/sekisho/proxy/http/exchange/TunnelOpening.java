package io.sekisho.proxy.http.exchange;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.ServerUse;
import io.sekisho.proxy.egress.Clearance;
import io.sekisho.proxy.egress.Reach;
import io.sekisho.proxy.tls.HelloGate;
import io.sekisho.rules.indicator.IpAddress;
import java.util.List;

/**
 * A CONNECT on its way to a tunnel: the target is judged, looked up, its addresses are judged, the
 * server is dialled, and only then is CONNECT answered, so that the client hears of a failure by
 * status (RFC 9110, 9.3.6).
 */
final class TunnelOpening implements Clearance {
  private static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";

  private final ClientSession session;
  private final Route.Tunnel route;
  private final Inquiry inquiry;

  TunnelOpening(ClientSession session, Route.Tunnel route, Inquiry inquiry) {
    this.session = session;
    this.route = route;
    this.inquiry = inquiry;
  }

  void start() {
    Action action = inquiry.consider(route.clues());
    if (!action.passes()) {
      session.stop(inquiry, action);
    } else if (!session.engine().conduct().connectPorts().contains(route.destination().port())) {
      session.refuse(
          inquiry,
          RefusalReason.PORT,
          "CONNECT to port " + route.destination().port() + " is not allowed");
    } else {
      session
          .engine()
          .outbound()
          .clear(inquiry, route.destination(), session.channel().eventLoop(), this);
    }
  }

  @Override
  public void cleared(List<IpAddress> addresses) {
    ifClientIsThere(() -> dial(addresses));
  }

  @Override
  public void stopped(Action action) {
    ifClientIsThere(() -> session.stop(inquiry, action));
  }

  @Override
  public void refused(RefusalReason reason, String detail) {
    ifClientIsThere(() -> session.refuse(inquiry, reason, detail));
  }

  private void dial(List<IpAddress> addresses) {
    session
        .engine()
        .outbound()
        .dial(
            addresses,
            route.destination().port(),
            session.channel().eventLoop(),
            reach ->
                reach.match(
                    new Reach.Cases(
                        connected -> connected(connected.server()),
                        refused -> refused(refused.reason(), refused.detail()))));
  }

  private void ifClientIsThere(Runnable step) {
    if (!session.isOver()) {
      step.run();
    }
  }

  private void connected(Channel server) {
    if (session.isOver()) {
      Reach.giveUp(server);
      return;
    }
    inquiry.relayed();
    inquiry.connected(ServerUse.NEW);
    inquiry.tunnelOpened();
    Channel client = session.channel();
    client.writeAndFlush(ByteBufUtil.writeAscii(client.alloc(), ESTABLISHED), client.voidPromise());
    Tunnel.ofConnect(
        session,
        server,
        new HelloGate(
            inquiry,
            route.destination(),
            session.engine().conduct().undecided(),
            session.engine().limits()));
  }
}
