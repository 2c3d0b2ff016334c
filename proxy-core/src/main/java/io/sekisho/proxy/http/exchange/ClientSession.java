package io.sekisho.proxy.http.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.sekisho.proxy.AnswerPolicy.Stage;
import io.sekisho.proxy.Deadline;
import io.sekisho.proxy.Fault;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.answer.Answer;
import io.sekisho.proxy.client.Arrival;
import io.sekisho.proxy.http.BodyFraming;
import io.sekisho.proxy.http.Forwarding.Persistence;
import io.sekisho.proxy.http.Headers;
import io.sekisho.proxy.http.HttpVersion;
import io.sekisho.proxy.http.MessageDecoder;
import io.sekisho.proxy.http.MessageListener;
import io.sekisho.proxy.http.MessageWriter;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.proxy.http.Step;
import org.jspecify.annotations.Nullable;

/**
 * One client connection: takes its requests one after the other, so that responses leave in the
 * order of the requests, refusals included. Confined to the connection's event loop.
 *
 * <pre>
 *   IDLE ── head ──> HEAD_READ ── proceed ──> BODY ── end ──> BODY_READ ── response done ──> IDLE
 * </pre>
 */
final class ClientSession implements MessageListener<RequestHead> {
  static final RequestHead NO_HEAD = new RequestHead("", "", HttpVersion.HTTP_1_0, Headers.NONE);

  private final Channel channel;
  private final Arrival arrival;
  private final HttpEngine engine;
  private final RequestRouter router;
  private final MessageDecoder<RequestHead> requests;
  private final MessageWriter responses;
  private final OwnAnswers answers = new OwnAnswers(this);
  private final SessionServers servers;
  private final Deadline deadline;

  private RequestProgress progress = RequestProgress.IDLE;
  private RequestHead head = NO_HEAD;
  private BodyFraming framing = BodyFraming.NONE;
  private @Nullable Exchange exchange;

  ClientSession(Channel channel, Arrival arrival, HttpEngine engine, RequestRouter router) {
    this.channel = channel;
    this.arrival = arrival;
    this.engine = engine;
    this.router = router;
    this.requests = MessageDecoder.ofRequests(engine.limits(), this);
    this.responses = new MessageWriter(channel);
    this.servers = new SessionServers(engine.serversOf(channel.eventLoop()));
    this.deadline = new Deadline(channel.eventLoop());
  }

  void start() {
    channel.pipeline().addLast(requests);
    awaitRequest();
  }

  private void awaitRequest() {
    deadline.in(engine.limits().idleTime(), () -> closeFor(Limit.IDLE_TIME));
  }

  private void closeFor(Limit limit) {
    engine.reached(limit);
    channel.close();
  }

  void drain() {
    channel
        .eventLoop()
        .execute(
            () -> {
              if (progress == RequestProgress.IDLE) {
                close();
              }
            });
  }

  void cut() {
    channel.close();
  }

  // What the client sends.

  @Override
  public void headBegins() {
    deadline.in(
        engine.limits().headerTime(),
        () ->
            malformed(Fault.beyond(Limit.HEADER_TIME, "the header section did not come in time")));
  }

  @Override
  public Step<BodyFraming> framing(RequestHead head) {
    return BodyFraming.ofRequest(head);
  }

  @Override
  public void head(RequestHead head, BodyFraming framing) {
    this.head = head;
    this.framing = framing;
    progress = RequestProgress.HEAD_READ;
    deadline.clear();
    router
        .route(head, arrival.reached())
        .match(
            new Route.Cases(
                forward ->
                    new Entrance(this, Stage.HTTP_REQUEST, forward.clues())
                        .pass(inquiry -> forward(forward, inquiry)),
                tunnel ->
                    new Entrance(this, Stage.CONNECT, tunnel.clues())
                        .pass(inquiry -> new TunnelOpening(this, tunnel, inquiry).start()),
                local -> answer(local.answer()),
                refused ->
                    answers.refuse(open(Stage.HTTP_REQUEST), refused.reason(), refused.detail())));
  }

  private void forward(Route.Forward route, Inquiry inquiry) {
    Exchange next = new Exchange(this, route, inquiry);
    exchange = next;
    next.start();
  }

  private Inquiry open(Stage stage) {
    return engine.open(arrival, null, stage);
  }

  @Override
  public void content(ByteBuf content) {
    if (exchange == null) {
      content.release();
    } else {
      exchange.requestContent(content);
    }
  }

  @Override
  public void end(Headers trailers) {
    progress = RequestProgress.BODY_READ;
    if (exchange == null) {
      nextRequest();
    } else {
      exchange.requestEnd(trailers);
    }
  }

  @Override
  public void settled() {
    if (exchange != null) {
      exchange.requestSettled();
    }
  }

  @Override
  public void malformed(Fault fault) {
    fault.reached().ifPresent(engine::reached);
    boolean unanswered = exchange == null || exchange.abandon();
    exchange = null;
    if (progress == RequestProgress.OVER) {
      return;
    }
    if (unanswered) {
      answers.refuse(open(Stage.HTTP_REQUEST), RefusalReason.MALFORMED, fault.reason());
    } else {
      Sockets.reset(channel);
    }
  }

  @Override
  public void inputEnded() {
    close();
  }

  @Override
  public void truncated() {
    if (exchange != null) {
      exchange.abandon();
      exchange = null;
    }
    close();
  }

  @Override
  public void writabilityChanged() {
    if (exchange != null) {
      exchange.clientWritabilityChanged();
    } else {
      readAsAnswersAreTaken();
    }
  }

  /** Answers of our own come without a server's pace: the client that takes them sets it. */
  private void readAsAnswersAreTaken() {
    if (channel.isWritable()) {
      requests.letFlow();
    } else {
      requests.holdBack();
    }
  }

  @Override
  public void closed() {
    progress = RequestProgress.OVER;
    responses.discard();
    deadline.cancel();
    servers.close();
    if (exchange != null) {
      exchange.abandon();
      exchange = null;
    }
  }

  // What the exchange and the tunnel ask of it.

  RequestHead head() {
    return head;
  }

  BodyFraming framing() {
    return framing;
  }

  HttpEngine engine() {
    return engine;
  }

  Channel channel() {
    return channel;
  }

  Arrival arrival() {
    return arrival;
  }

  MessageDecoder<RequestHead> requests() {
    return requests;
  }

  MessageWriter responses() {
    return responses;
  }

  SessionServers servers() {
    return servers;
  }

  Deadline deadline() {
    return deadline;
  }

  /** Whether the client is still there to be answered. */
  boolean isOver() {
    return progress == RequestProgress.OVER;
  }

  /** The destination can be reached: reads the rest of the request. */
  void readBody() {
    progress = RequestProgress.BODY;
    requests.proceed();
  }

  /** Whether the current request has been read to its end. */
  boolean isRequestRead() {
    return progress == RequestProgress.BODY_READ;
  }

  /** Whether another request may follow once the current one is answered. */
  Persistence persistence() {
    return head.keepsAlive() && !engine.isDraining() ? Persistence.KEEP_ALIVE : Persistence.CLOSE;
  }

  OwnAnswers answers() {
    return answers;
  }

  /** Ends the connection in the place of an answer. */
  void reset() {
    progress = RequestProgress.OVER;
    Sockets.reset(channel);
  }

  /** The response is complete: goes on to the next request if both sides can. */
  void responseDone(Persistence persistence) {
    exchange = null;
    if (persistence == Persistence.KEEP_ALIVE && progress == RequestProgress.BODY_READ) {
      responses.flush();
      nextRequest();
    } else {
      closeAfterAnswer();
    }
  }

  /**
   * The response cannot be completed. Where its end would be the end of the connection, only a
   * reset tells the client that it is not whole; otherwise it gets what there is, and its framing
   * tells.
   */
  void cutShort(BodyFraming promised) {
    exchange = null;
    progress = RequestProgress.OVER;
    deadline.cancel();
    if (promised.kind() == BodyFraming.Kind.UNTIL_CLOSE) {
      Sockets.reset(channel);
    } else {
      responses.flush();
      linger();
    }
  }

  /** Answers the current request, of whose body nothing may be needed any more. */
  void answer(Answer answer) {
    exchange = null;
    boolean bodyAtHand = progress == RequestProgress.BODY_READ || hasNoBody(answer);
    boolean malformed = answer.status() == RefusalReason.MALFORMED.status();
    Persistence persistence = bodyAtHand && !malformed ? persistence() : Persistence.CLOSE;
    AnswerWriter.write(responses, channel.alloc(), head, answer, persistence);
    if (persistence == Persistence.CLOSE) {
      closeAfterAnswer();
    } else if (progress == RequestProgress.BODY_READ) {
      responses.flush();
      nextRequest();
    } else {
      responses.flush();
      requests.proceed();
    }
  }

  /**
   * Whether the next request can only begin right behind this one's head. What follows a CONNECT
   * may be meant for the tunnel; only where the client was not admitted is that no danger, since
   * whatever is read as a request then has to be admitted itself.
   */
  private boolean hasNoBody(Answer answer) {
    boolean unadmitted = answer.status() == RefusalReason.AUTHENTICATION.status();
    return progress == RequestProgress.HEAD_READ
        && (unadmitted || !head.method().equals("CONNECT"))
        && framing.kind() != BodyFraming.Kind.CHUNKED
        && framing.length() == 0;
  }

  private void nextRequest() {
    progress = RequestProgress.IDLE;
    head = NO_HEAD;
    if (engine.isDraining()) {
      closeAfterAnswer();
      return;
    }
    awaitRequest();
    readAsAnswersAreTaken();
    requests.proceed();
  }

  private void closeAfterAnswer() {
    progress = RequestProgress.OVER;
    deadline.cancel();
    linger();
  }

  private void linger() {
    requests.handOver().release();
    engine.linger(channel);
  }

  /** Closes once the client has taken what is on its way to it, or takes nothing for too long. */
  private void close() {
    if (progress == RequestProgress.OVER) {
      return;
    }
    progress = RequestProgress.OVER;
    deadline.in(engine.limits().transferIdleTime(), () -> closeFor(Limit.TRANSFER_IDLE_TIME));
    responses.flushed().addListener(ChannelFutureListener.CLOSE);
  }

  /** HTTP ends here; the bytes that came behind it, which the caller releases. */
  ByteBuf becomeTunnel() {
    progress = RequestProgress.OVER;
    exchange = null;
    head = NO_HEAD;
    deadline.cancel();
    servers.close();
    return requests.handOver();
  }
}
