package io.sekisho.proxy.http.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.ServerUse;
import io.sekisho.proxy.egress.Clearance;
import io.sekisho.proxy.egress.Reach;
import io.sekisho.proxy.http.BodyFraming;
import io.sekisho.proxy.http.Forwarding;
import io.sekisho.proxy.http.Forwarding.Persistence;
import io.sekisho.proxy.http.Headers;
import io.sekisho.proxy.http.HttpVersion;
import io.sekisho.proxy.http.MessageListener;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.proxy.http.ResponseHead;
import io.sekisho.proxy.http.Step;
import io.sekisho.rules.indicator.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request passed on and its response passed back. The names are judged first, then the
 * addresses, and only then is the rest of the request read; both bodies flow no faster than the
 * other side takes them. What is cut short on one side is cut short on the other: a message is
 * never ended in a way that makes a part of it look whole.
 */
final class Exchange implements MessageListener<ResponseHead>, Clearance {
  private final ClientSession session;
  private final Route.Forward route;
  private final Inquiry inquiry;
  private final Repetition repetition;

  private List<IpAddress> addresses = List.of();
  private @Nullable ServerConnection server;
  private boolean over;
  private boolean serverSpoke;
  private boolean interim;
  private boolean responseBegun;
  private BodyFraming clientFraming = BodyFraming.NONE;
  private Persistence persistence = Persistence.CLOSE;
  private Afterlife afterlife = Afterlife.NONE;

  /** What becomes of the connection to the server behind the response. */
  private enum Afterlife {
    NONE,
    /** Any client's requests may follow. */
    SHARED,
    /** This client's requests may follow. */
    OWN
  }

  Exchange(ClientSession session, Route.Forward route, Inquiry inquiry) {
    this.session = session;
    this.route = route;
    this.inquiry = inquiry;
    this.repetition = Repetition.of(session.head(), session.framing());
  }

  void start() {
    Action action = inquiry.consider(route.clues());
    if (action.passes()) {
      session
          .engine()
          .outbound()
          .clear(inquiry, route.destination(), session.channel().eventLoop(), this);
    } else {
      stop(action);
    }
  }

  // The way to the server.

  @Override
  public void cleared(List<IpAddress> judged) {
    if (over) {
      return;
    }
    addresses = judged;
    ServerConnection idle = session.servers().take(route.destination(), judged, repetition);
    if (idle == null) {
      dial();
    } else {
      idle.resume(this);
      sendHead(idle);
      sendBody();
    }
  }

  @Override
  public void stopped(Action action) {
    ifNotOver(() -> stop(action));
  }

  @Override
  public void refused(RefusalReason reason, String detail) {
    fail(reason, detail);
  }

  private void dial() {
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
                        refused -> fail(refused.reason(), refused.detail()))));
  }

  private void ifNotOver(Runnable step) {
    if (!over) {
      step.run();
    }
  }

  private void connected(Channel channel) {
    if (over) {
      Reach.giveUp(channel);
      return;
    }
    ServerConnection fresh =
        new ServerConnection(channel, route.destination(), session.engine().limits());
    sendHead(fresh);
    fresh.open(this);
    ifNotOver(this::sendBody);
  }

  private void sendHead(ServerConnection connection) {
    server = connection;
    inquiry.connected(connection.use());
    session.deadline().in(session.engine().limits().transferIdleTime(), this::stalled);
    RequestHead head =
        Forwarding.request(session.head(), route.destination(), route.path(), session.framing());
    connection
        .requests()
        .request(
            session.engine().conduct().forwarded().addTo(head, session.arrival().address()),
            session.framing());
  }

  private void sendBody() {
    if (session.isRequestRead()) {
      requestEnd(Headers.NONE);
      requestSettled();
    } else {
      inquiry.relayed();
      session.readBody();
    }
  }

  // The request, from the client.

  void requestContent(ByteBuf content) {
    if (server == null) {
      content.release();
      return;
    }
    session.deadline().postpone();
    server.requests().content(content);
    if (!server.channel().isWritable()) {
      session.requests().holdBack();
    }
  }

  void requestEnd(Headers trailers) {
    if (server == null) {
      return;
    }
    server.requests().end(Forwarding.trailers(trailers));
    if (!responseBegun) {
      session
          .deadline()
          .in(
              session.engine().limits().responseTime(),
              () -> fail(RefusalReason.TIMEOUT, "the server did not respond in time"));
    }
  }

  void requestSettled() {
    if (server != null) {
      server.channel().flush();
    }
  }

  /** The client can take more, or no more, of the response. */
  void clientWritabilityChanged() {
    if (server == null) {
      return;
    }
    if (session.channel().isWritable()) {
      server.responses().letFlow();
    } else {
      server.responses().holdBack();
    }
  }

  /** Drops the server's side without ending its request; true if nothing was answered yet. */
  boolean abandon() {
    over = true;
    if (server != null) {
      server.reset();
    }
    return !responseBegun;
  }

  // The response, from the server.

  @Override
  public Step<BodyFraming> framing(ResponseHead head) {
    return BodyFraming.ofResponse(head, session.head().method());
  }

  @Override
  public void headBegins() {
    serverSpoke = true;
  }

  @Override
  public void head(ResponseHead head, BodyFraming framing) {
    interim = head.isInterim();
    if (head.status() == 101) {
      switchProtocols(head);
    } else if (interim) {
      passOnInterim(head);
      proceed();
    } else {
      responseBegun = true;
      afterlife = afterlife(head, framing);
      session.deadline().in(session.engine().limits().transferIdleTime(), this::stalled);
      passOn(head, framing);
      proceed();
    }
  }

  private void proceed() {
    if (server != null) {
      server.responses().proceed();
    }
  }

  private Afterlife afterlife(ResponseHead head, BodyFraming framing) {
    if (!head.keepsAlive()
        || framing.kind() == BodyFraming.Kind.UNTIL_CLOSE
        || repetition == Repetition.LAST) {
      return Afterlife.NONE;
    }
    boolean authenticated =
        ConnectionAuthentication.isIn(session.head().headers())
            || ConnectionAuthentication.isIn(head.headers());
    return authenticated || (server != null && server.isOwn()) ? Afterlife.OWN : Afterlife.SHARED;
  }

  private void passOnInterim(ResponseHead head) {
    if (session.head().version() == HttpVersion.HTTP_1_1) {
      session
          .responses()
          .response(
              Forwarding.response(head, BodyFraming.NONE, Persistence.UNSAID), BodyFraming.NONE);
    }
  }

  private void passOn(ResponseHead head, BodyFraming framing) {
    clientFraming = forClient(framing);
    persistence =
        clientFraming.kind() == BodyFraming.Kind.UNTIL_CLOSE || !session.isRequestRead()
            ? Persistence.CLOSE
            : session.persistence();
    session
        .responses()
        .response(Forwarding.response(head, clientFraming, persistence), clientFraming);
  }

  /** HTTP/1.0 clients know no chunks; the others are spared the end of their connection. */
  private BodyFraming forClient(BodyFraming framing) {
    boolean unbounded =
        framing.kind() == BodyFraming.Kind.CHUNKED
            || framing.kind() == BodyFraming.Kind.UNTIL_CLOSE;
    if (!unbounded) {
      return framing;
    }
    return switch (session.head().version()) {
      case HTTP_1_0 -> BodyFraming.UNTIL_CLOSE;
      case HTTP_1_1 -> BodyFraming.CHUNKED;
    };
  }

  private void switchProtocols(ResponseHead head) {
    if (!session.head().asksForWebSocket() || server == null) {
      fail(RefusalReason.UNREACHABLE, "the server switched protocols without being asked");
      return;
    }
    over = true;
    session
        .responses()
        .response(
            Forwarding.response(head, BodyFraming.NONE, Persistence.UPGRADE), BodyFraming.NONE);
    Tunnel.ofUpgrade(session, server);
  }

  @Override
  public void content(ByteBuf content) {
    session.deadline().postpone();
    session.responses().content(content);
    if (server != null && !session.channel().isWritable()) {
      server.responses().holdBack();
    }
  }

  @Override
  public void end(Headers trailers) {
    if (interim) {
      proceed();
      return;
    }
    over = true;
    session.responses().end(Forwarding.trailers(trailers));
    releaseServer();
    session.responseDone(persistence);
  }

  private void releaseServer() {
    if (server == null) {
      return;
    }
    boolean fit = session.isRequestRead() && server.isFitForMore();
    switch (fit ? afterlife : Afterlife.NONE) {
      case NONE -> server.close();
      case SHARED -> session.servers().putShared(server);
      case OWN -> session.servers().putOwn(server);
    }
  }

  @Override
  public void settled() {
    if (!over) {
      session.channel().flush();
    }
  }

  @Override
  public void malformed(String reason) {
    fail(RefusalReason.UNREACHABLE, "the server's response is malformed: " + reason);
  }

  @Override
  public void inputEnded() {
    lost("the server closed the connection without a response");
  }

  @Override
  public void truncated() {
    lost("the server ended the connection inside its response");
  }

  /**
   * A connection that was used before may have been closed just as the request was on its way. Then
   * the request goes out once more, on a new one, where that cannot do anything twice (RFC 9110,
   * 9.2.2).
   */
  private void lost(String detail) {
    boolean closedMeanwhile = server != null && server.use() == ServerUse.REUSED && !serverSpoke;
    if (!over && closedMeanwhile && repetition == Repetition.HARMLESS) {
      closeServer();
      server = null;
      dial();
    } else {
      fail(RefusalReason.UNREACHABLE, detail);
    }
  }

  @Override
  public void writabilityChanged() {
    if (server != null && server.channel().isWritable()) {
      session.requests().letFlow();
    }
  }

  @Override
  public void closed() {
    // What came in before is still decoded, and then ends in truncated().
  }

  private void stalled() {
    fail(RefusalReason.TIMEOUT, "nothing moved for too long");
  }

  private void stop(Action action) {
    over = true;
    session.stop(inquiry, action);
  }

  private void fail(RefusalReason reason, String detail) {
    if (over) {
      return;
    }
    over = true;
    closeServer();
    if (responseBegun) {
      inquiry.refused(reason, detail);
      session.cutShort(clientFraming);
    } else {
      session.refuse(inquiry, reason, detail);
    }
  }

  private void closeServer() {
    if (server != null) {
      server.close();
    }
  }
}
