package io.sekisho.proxy.http.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Fault;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.egress.EarlyBytes;
import io.sekisho.proxy.egress.Reach;
import io.sekisho.proxy.http.BodyFraming;
import io.sekisho.proxy.http.Forwarding;
import io.sekisho.proxy.http.Forwarding.Persistence;
import io.sekisho.proxy.http.Headers;
import io.sekisho.proxy.http.HttpVersion;
import io.sekisho.proxy.http.MessageDecoder;
import io.sekisho.proxy.http.MessageListener;
import io.sekisho.proxy.http.MessageWriter;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.proxy.http.ResponseHead;
import org.jspecify.annotations.Nullable;

/**
 * One request passed on and its response passed back. The names are judged first, then the
 * addresses, and only then is the rest of the request read; both bodies flow no faster than the
 * other side takes them. What is cut short on one side is cut short on the other: a message is
 * never ended in a way that makes a part of it look whole.
 */
final class Exchange implements MessageListener<ResponseHead> {
  private final ClientSession session;
  private final Route.Forward route;
  private final Inquiry inquiry;
  private final MessageDecoder<ResponseHead> responses;

  private @Nullable Channel server;
  private @Nullable MessageWriter requests;
  private boolean over;
  private boolean interim;
  private boolean responseBegun;
  private BodyFraming clientFraming = BodyFraming.NONE;
  private Persistence persistence = Persistence.CLOSE;

  Exchange(ClientSession session, Route.Forward route, Inquiry inquiry) {
    this.session = session;
    this.route = route;
    this.inquiry = inquiry;
    this.responses =
        MessageDecoder.ofResponses(session.head().method(), session.engine().limits(), this);
  }

  void start() {
    Action action = inquiry.consider(route.clues());
    if (action.passes()) {
      session
          .engine()
          .outbound()
          .reach(inquiry, route.destination(), session.channel(), this::reached);
    } else {
      stop(action);
    }
  }

  private void reached(Reach reach) {
    reach.match(
        new Reach.Cases(
            connected -> connected(connected.server()),
            stopped -> ifNotOver(() -> stop(stopped.action())),
            refused -> ifNotOver(() -> fail(refused.reason(), refused.detail()))));
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
    server = channel;
    MessageWriter toServer = new MessageWriter(channel);
    requests = toServer;
    inquiry.relayed();
    RequestHead head =
        Forwarding.request(session.head(), route.destination(), route.path(), session.framing());
    toServer.request(head, session.framing());
    session.deadline().in(session.engine().limits().transferIdleTime(), this::stalled);
    channel.pipeline().addLast(responses);
    channel.pipeline().remove(EarlyBytes.class);
    ifNotOver(() -> channel.config().setAutoRead(true));
    ifNotOver(session::readBody);
    ifNotOver(channel::flush);
  }

  // The request, from the client.

  void requestContent(ByteBuf content) {
    if (requests == null || server == null) {
      content.release();
      return;
    }
    session.deadline().postpone();
    requests.content(content);
    if (!server.isWritable()) {
      session.requests().holdBack();
    }
  }

  void requestEnd(Headers trailers) {
    if (requests != null && !responseBegun) {
      requests.end(Forwarding.trailers(trailers));
      session
          .deadline()
          .in(
              session.engine().limits().responseTime(),
              () -> late(Limit.RESPONSE_TIME, "the server did not respond in time"));
    } else if (requests != null) {
      requests.end(Forwarding.trailers(trailers));
    }
  }

  void requestSettled() {
    if (server != null) {
      server.flush();
    }
  }

  /** The client can take more, or no more, of the response. */
  void clientWritabilityChanged() {
    if (session.channel().isWritable()) {
      responses.letFlow();
    } else {
      responses.holdBack();
    }
  }

  /** Drops the server's side without ending its request; true if nothing was answered yet. */
  boolean abandon() {
    over = true;
    if (server != null) {
      Sockets.reset(server);
    }
    return !responseBegun;
  }

  // The response, from the server.

  @Override
  public void headBegins() {
    session.deadline().postpone();
  }

  @Override
  public void head(ResponseHead head, BodyFraming framing) {
    interim = head.isInterim();
    if (head.status() == 101) {
      switchProtocols(head);
    } else if (interim) {
      passOnInterim(head);
      responses.proceed();
    } else {
      responseBegun = true;
      session.deadline().in(session.engine().limits().transferIdleTime(), this::stalled);
      passOn(head, framing);
      responses.proceed();
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
    Tunnel.ofUpgrade(session, server, responses);
  }

  @Override
  public void content(ByteBuf content) {
    session.deadline().postpone();
    session.responses().content(content);
    if (!session.channel().isWritable()) {
      responses.holdBack();
    }
  }

  @Override
  public void end(Headers trailers) {
    if (interim) {
      responses.proceed();
      return;
    }
    over = true;
    session.responses().end(Forwarding.trailers(trailers));
    closeServer();
    session.responseDone(persistence);
  }

  @Override
  public void settled() {
    if (!over) {
      session.channel().flush();
    }
  }

  @Override
  public void malformed(Fault fault) {
    fault.reached().ifPresent(session.engine()::reached);
    fail(RefusalReason.UNREACHABLE, "the server's response is malformed: " + fault.reason());
  }

  @Override
  public void inputEnded() {
    fail(RefusalReason.UNREACHABLE, "the server closed the connection without a response");
  }

  @Override
  public void truncated() {
    fail(RefusalReason.UNREACHABLE, "the server ended the connection inside its response");
  }

  @Override
  public void writabilityChanged() {
    if (server != null && server.isWritable()) {
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
