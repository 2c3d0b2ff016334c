package io.sekisho.proxy.http.exchange;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.egress.Reach;
import io.sekisho.proxy.tls.HelloGate;

/**
 * A CONNECT on its way to a tunnel: the target is judged, looked up, its addresses are judged, the
 * server is dialled, and only then is CONNECT answered, so that the client hears of a failure by
 * status (RFC 9110, 9.3.6).
 */
final class TunnelOpening {
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
          .reach(inquiry, route.destination(), session.channel(), this::reached);
    }
  }

  private void reached(Reach reach) {
    reach.match(
        new Reach.Cases(
            connected -> connected(connected.server()),
            stopped -> ifClientIsThere(() -> session.stop(inquiry, stopped.action())),
            refused ->
                ifClientIsThere(
                    () -> session.refuse(inquiry, refused.reason(), refused.detail()))));
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
