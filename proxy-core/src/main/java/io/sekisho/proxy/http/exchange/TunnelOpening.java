package io.sekisho.proxy.http.exchange;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.ServerUse;
import io.sekisho.proxy.tls.HelloGate;
import io.sekisho.rules.indicator.IpAddress;
import java.util.List;

/**
 * A CONNECT on its way to a tunnel: the target is judged, looked up, its addresses are judged, the
 * server is dialled, and only then is CONNECT answered, so that the client hears of a failure by
 * status (RFC 9110, 9.3.6).
 */
final class TunnelOpening implements Approach.Traveller {
  private static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";

  private final ClientSession session;
  private final Route.Tunnel route;
  private final Inquiry inquiry;
  private final Approach approach;

  TunnelOpening(ClientSession session, Route.Tunnel route, Inquiry inquiry) {
    this.session = session;
    this.route = route;
    this.inquiry = inquiry;
    this.approach = new Approach(session, inquiry, route.destination(), this);
  }

  void start() {
    Action action = approach.judge(route.clues());
    if (!action.passes()) {
      session.stop(inquiry, action);
    } else if (!session.engine().conduct().connectPorts().contains(route.destination().port())) {
      session.refuse(
          inquiry,
          RefusalReason.PORT,
          "CONNECT to port " + route.destination().port() + " is not allowed");
    } else {
      approach.clear();
    }
  }

  @Override
  public boolean isOver() {
    return session.isOver();
  }

  @Override
  public void cleared(List<IpAddress> addresses) {
    approach.dial(addresses);
  }

  @Override
  public void stopped(Action action) {
    session.stop(inquiry, action);
  }

  @Override
  public void refused(RefusalReason reason, String detail) {
    session.refuse(inquiry, reason, detail);
  }

  @Override
  public void connected(Channel server) {
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
