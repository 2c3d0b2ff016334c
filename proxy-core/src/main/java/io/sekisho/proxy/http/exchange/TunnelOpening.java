package io.sekisho.proxy.http.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.ParentUse;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.ServerUse;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.egress.Approach;
import io.sekisho.proxy.egress.Destination;
import io.sekisho.proxy.egress.NextHop;
import io.sekisho.proxy.egress.Reach;
import io.sekisho.proxy.ending.Sinkhole;
import io.sekisho.proxy.http.Forwarding;
import io.sekisho.proxy.tls.HelloGate;

/**
 * A CONNECT on its way to a tunnel: the target is judged, looked up, its addresses are judged, the
 * server is dialled, and only then is CONNECT answered, so that the client hears of a failure by
 * status (RFC 9110, 9.3.6). A parent proxy is asked in the same way, and its answer is never passed
 * on.
 */
final class TunnelOpening implements Approach.Traveller {
  private static final int PARENT_TIMED_OUT = 504;
  private static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";

  private final ClientSession session;
  private final Route.Tunnel route;
  private final Inquiry inquiry;
  private final Approach approach;
  private boolean byParent;

  TunnelOpening(ClientSession session, Route.Tunnel route, Inquiry inquiry) {
    this.session = session;
    this.route = route;
    this.inquiry = inquiry;
    this.approach =
        new Approach(
            session.engine().outbound(),
            session.channel(),
            inquiry,
            Destination.of(route.destination()),
            this);
  }

  void start() {
    Action action = approach.judge(route.clues());
    if (!action.passes()) {
      stopped(action);
    } else if (!session.engine().conduct().connectPorts().contains(route.destination().port())) {
      session
          .answers()
          .refuse(
              inquiry,
              RefusalReason.PORT,
              "CONNECT to port " + route.destination().port() + " is not allowed");
    } else if (Forwarding.goesInCircles(session.head().headers())) {
      session.answers().refuse(inquiry, RefusalReason.UNREACHABLE, Forwarding.CIRCLE);
    } else {
      approach.clear();
    }
  }

  @Override
  public boolean isOver() {
    return session.isOver();
  }

  @Override
  public void cleared(NextHop hop) {
    byParent = hop.isParent();
    approach.dial(hop);
  }

  @Override
  public void stopped(Action action) {
    if (action == Action.SINKHOLE) {
      session
          .engine()
          .endings()
          .sinkhole()
          .lead(session.channel(), session.arrival(), inquiry, new Sinking());
    } else if (action == Action.REFUSE && isAnsweredInside()) {
      answerInside();
    } else {
      session.answers().stop(inquiry, action);
    }
  }

  /** Whoever is only captive asks for something clean, which nobody opens. */
  private boolean isAnsweredInside() {
    return inquiry.captivity().isEmpty()
        && session.engine().endings().tlsAnswers().await(inquiry, route.destination().host());
  }

  /** There is no server behind the tunnel, but a page for whoever shakes hands. */
  private void answerInside() {
    Action inside = inquiry.answeredInside();
    sayEstablished();
    ByteBuf early = session.becomeTunnel();
    session.engine().endings().of(session.channel(), session.arrival(), inquiry).end(inside, early);
  }

  /** The way to the sinkhole, which may hear whatever the client says. */
  private final class Sinking implements Sinkhole.Guest {
    @Override
    public boolean isOver() {
      return session.isOver();
    }

    @Override
    public void arrived(Channel sinkhole, NextHop hop) {
      sayEstablished();
      Tunnel.ofConnect(session, sinkhole);
    }

    @Override
    public void lost() {
      session.reset();
    }
  }

  @Override
  public void refused(RefusalReason reason, String detail) {
    session.answers().refuse(inquiry, reason, detail);
  }

  @Override
  public void connected(Channel server) {
    if (byParent) {
      askParent(server);
    } else {
      establish(server);
    }
  }

  private void askParent(Channel parent) {
    inquiry.parentUsed(ParentUse.SENT);
    HttpEngine engine = session.engine();
    new ParentConnect(
            parent,
            engine.limits(),
            new ParentConnect.Outcome(
                this::establish,
                this::parentRefused,
                lost -> approach.refused(lost.reason(), lost.detail())))
        .ask(
            engine.parentForm().connect(route.destination(), session.head()),
            engine.limits().connectTime());
  }

  private void parentRefused(int status) {
    if (status == ParentConnect.LOGIN_WANTED) {
      session.engine().parentAlarm().raise();
      inquiry.parentUsed(ParentUse.UNAUTHENTICATED);
      approach.refused(RefusalReason.UNREACHABLE, ParentConnect.ASKS_FOR_LOGIN);
    } else {
      inquiry.parentUsed(ParentUse.REFUSED);
      approach.refused(
          status == PARENT_TIMED_OUT ? RefusalReason.TIMEOUT : RefusalReason.UNREACHABLE,
          "the parent proxy opens no tunnel: it answered " + status);
    }
  }

  private void establish(Channel server) {
    if (isOver()) {
      Reach.giveUp(server);
      return;
    }
    server.pipeline().addLast(session.engine().traffic().fromServer());
    inquiry.relayed();
    inquiry.connected(ServerUse.NEW);
    if (!byParent) {
      inquiry.connectedTo(Sockets.remoteAddress(server));
    }
    inquiry.tunnelOpened();
    Channel client = session.channel();
    inquiry.opened(client, server);
    sayEstablished();
    Tunnel.ofConnect(
        session,
        server,
        new HelloGate(
            inquiry,
            route.destination(),
            session.engine().limits(),
            session.engine().endings().of(client, session.arrival(), inquiry)));
  }

  private void sayEstablished() {
    Channel client = session.channel();
    client.writeAndFlush(ByteBufUtil.writeAscii(client.alloc(), ESTABLISHED), client.voidPromise());
  }
}
