package io.sekisho.proxy.http.exchange;

import io.netty.buffer.ByteBuf;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Fault;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.OpenFlow;
import io.sekisho.proxy.ParentUse;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.ServerUse;
import io.sekisho.proxy.http.BodyFraming;
import io.sekisho.proxy.http.Forwarding;
import io.sekisho.proxy.http.Forwarding.Persistence;
import io.sekisho.proxy.http.Headers;
import io.sekisho.proxy.http.HttpVersion;
import io.sekisho.proxy.http.MessageListener;
import io.sekisho.proxy.http.ResponseHead;
import io.sekisho.proxy.http.Step;
import org.jspecify.annotations.Nullable;

/**
 * One request passed on and its response passed back. The names are judged first, then the
 * addresses, and only then is the rest of the request read; both bodies flow no faster than the
 * other side takes them. What is cut short on one side is cut short on the other: a message is
 * never ended in a way that makes a part of it look whole.
 */
final class Exchange implements MessageListener<ResponseHead> {
  private final ClientSession session;
  private final Inquiry inquiry;
  private final ServerApproach approach;

  private @Nullable ServerConnection server;
  private @Nullable OpenFlow open;
  private boolean over;
  private boolean serverSpoke;
  private boolean interim;
  private boolean responseBegun;
  private ResponseTerms terms = ResponseTerms.NONE;

  Exchange(ClientSession session, Route.Forward route, Inquiry inquiry) {
    this.session = session;
    this.inquiry = inquiry;
    this.approach = new ServerApproach(session, route, inquiry, this);
  }

  void start() {
    approach.start();
  }

  // What the approach brings.

  boolean isOver() {
    return over;
  }

  /** Follows other requests on a connection. */
  void goOn(ServerConnection idle) {
    idle.resume(this);
    sendHead(idle);
    sendBody();
  }

  /** Is the first on a connection. */
  void begin(ServerConnection fresh) {
    sendHead(fresh);
    fresh.open(this);
    if (!over) {
      sendBody();
    }
  }

  void stop(Action action) {
    finish();
    session.answers().stop(inquiry, action);
  }

  void fail(RefusalReason reason, String detail) {
    if (over) {
      return;
    }
    finish();
    closeServer();
    if (isInSinkhole()) {
      session.reset();
    } else if (responseBegun) {
      inquiry.refused(reason, detail);
      session.cutShort(terms.framing());
    } else {
      session.answers().refuse(inquiry, reason, detail);
    }
  }

  /** Nothing that fails there is told to the client. */
  private boolean isInSinkhole() {
    return server != null && server.leadsToSinkhole();
  }

  private void sendHead(ServerConnection connection) {
    server = connection;
    if (!connection.leadsToSinkhole()) {
      goesOnBy(connection);
    }
    session.deadline().in(session.engine().limits().transferIdleTime(), this::stalled);
    approach.sendHead(connection);
  }

  private void goesOnBy(ServerConnection connection) {
    inquiry.connected(connection.use());
    if (connection.leadsToParent()) {
      inquiry.parentUsed(ParentUse.SENT);
    } else {
      inquiry.connectedTo(connection.address());
    }
    open = inquiry.opened(session.channel().eventLoop(), this::cut);
  }

  private void sendBody() {
    if (session.isRequestRead()) {
      requestEnd(Headers.NONE);
      requestSettled();
    } else {
      if (!isInSinkhole()) {
        inquiry.relayed();
      }
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
              () -> late(Limit.RESPONSE_TIME, "the server did not respond in time"));
    }
  }

  void requestSettled() {
    if (server != null) {
      server.requests().flush();
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
    finish();
    if (server != null) {
      server.reset();
    }
    return !responseBegun;
  }

  /** The rules list the destination by now. */
  private void cut() {
    abandon();
    session.reset();
  }

  private void finish() {
    over = true;
    leave();
  }

  private void leave() {
    if (open != null) {
      open.leave();
      open = null;
    }
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
    if (server == null) {
      return;
    }
    if (head.status() == 101) {
      switchProtocols(head, server);
    } else if (head.status() == ParentConnect.LOGIN_WANTED && server.leadsToParent()) {
      approach.parentAsksForLogin();
    } else if (interim) {
      passOnInterim(head);
      server.responses().proceed();
    } else {
      responseBegun = true;
      terms = ResponseTerms.of(session, head, framing, server);
      session.deadline().in(session.engine().limits().transferIdleTime(), this::stalled);
      passOn(head);
      server.responses().proceed();
    }
  }

  private void passOnInterim(ResponseHead head) {
    if (session.head().version() == HttpVersion.HTTP_1_1) {
      session
          .responses()
          .response(
              Forwarding.response(head, BodyFraming.NONE, Persistence.UNSAID), BodyFraming.NONE);
    }
  }

  private void passOn(ResponseHead head) {
    session
        .responses()
        .response(Forwarding.response(head, terms.framing(), terms.persistence()), terms.framing());
  }

  private void switchProtocols(ResponseHead head, ServerConnection connection) {
    if (!session.head().asksForWebSocket()) {
      fail(RefusalReason.UNREACHABLE, "the server switched protocols without being asked");
      return;
    }
    finish();
    session
        .responses()
        .response(
            Forwarding.response(head, BodyFraming.NONE, Persistence.UPGRADE), BodyFraming.NONE);
    session.responses().flush();
    Tunnel.ofUpgrade(session, connection, inquiry);
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
    if (server == null) {
      return;
    }
    if (interim) {
      server.responses().proceed();
      return;
    }
    finish();
    session.responses().end(Forwarding.trailers(trailers));
    release(server);
    session.responseDone(terms.persistence());
  }

  private void release(ServerConnection connection) {
    boolean fit =
        session.isRequestRead() && connection.isFitForMore() && approach.leavesConnectionToOthers();
    switch (fit ? terms.afterlife() : ResponseTerms.Afterlife.NONE) {
      case NONE -> connection.close();
      case SHARED -> session.servers().putShared(connection);
      case OWN -> session.servers().putOwn(approach.destination(), connection);
    }
  }

  @Override
  public void settled() {
    if (!over) {
      session.responses().flush();
    }
  }

  @Override
  public void malformed(Fault fault) {
    fault.reached().ifPresent(session.engine()::reached);
    fail(RefusalReason.UNREACHABLE, "the server's response is malformed: " + fault.reason());
  }

  @Override
  public void inputEnded() {
    lost("the server closed the connection without a response");
  }

  @Override
  public void truncated() {
    lost("the server ended the connection inside its response");
  }

  /** A connection that was used before may have been closed just as the request was on its way. */
  private void lost(String detail) {
    boolean closedMeanwhile = server != null && server.use() == ServerUse.REUSED && !serverSpoke;
    if (!over && closedMeanwhile && approach.mayRepeat()) {
      leave();
      closeServer();
      server = null;
      approach.dialAgain();
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
    late(Limit.TRANSFER_IDLE_TIME, "nothing moved for too long");
  }

  private void late(Limit limit, String detail) {
    session.engine().reached(limit);
    fail(RefusalReason.TIMEOUT, detail);
  }

  private void closeServer() {
    if (server != null) {
      server.close();
    }
  }
}
