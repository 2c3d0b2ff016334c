package io.sekisho.proxy.http.exchange;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.ParentProxy;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Traffic;
import io.sekisho.proxy.Transport;
import io.sekisho.proxy.answer.Answer;
import io.sekisho.proxy.client.Arrival;
import io.sekisho.proxy.client.Intake;
import io.sekisho.proxy.egress.Outbound;
import io.sekisho.proxy.ending.Endings;
import io.sekisho.proxy.ending.LingeringClose;
import io.sekisho.proxy.ending.Pages;
import io.sekisho.proxy.http.RequestHead;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Serves HTTP clients: what all sessions of one listener share. The pipeline of a connection that
 * it serves is one {@link io.sekisho.proxy.http.MessageDecoder}, until a tunnel takes over.
 */
public final class HttpEngine {
  private final Intake intake;
  private final Outbound outbound;
  private final Conduct conduct;
  private final Endings endings;
  private final @Nullable Carrier carrier;
  private final ServerPools servers;
  private final Set<ClientSession> sessions = ConcurrentHashMap.newKeySet();
  private final ParentForm parentForm;
  private final ParentAlarm parentAlarm;
  private final TurningAway turningAway = new TurningAway(this);
  private volatile boolean draining;

  /**
   * An engine without any session yet.
   *
   * @param endings makes those of its tunnels, whose pages this engine shows
   */
  public HttpEngine(
      Intake intake, Outbound outbound, Conduct conduct, Function<Pages, Endings> endings) {
    this(intake, outbound, conduct, endings, null);
  }

  /**
   * The same with another proxy between.
   *
   * @param carrier of requests to servers; null where they are dialled from here, as tunnels are
   */
  public HttpEngine(
      Intake intake,
      Outbound outbound,
      Conduct conduct,
      Function<Pages, Endings> endings,
      @Nullable Carrier carrier) {
    Answer.prepare();
    this.carrier = carrier;
    this.intake = intake;
    this.outbound = outbound;
    this.conduct = conduct;
    this.endings = endings.apply(this::answerAll);
    this.parentAlarm = new ParentAlarm(intake.clock());
    this.parentForm = new ParentForm(outbound.parentProxy().flatMap(ParentProxy::credentials));
    this.servers =
        new ServerPools(
            (conduct.limits().idleServers() + Transport.loopCount() - 1) / Transport.loopCount(),
            conduct.limits().serverIdleTime());
  }

  /** Serves a client that has just connected. Called on the channel's event loop. */
  public void serve(Channel client, Arrival arrival, RequestRouter router) {
    observer().connectionOpened(intake.listener());
    client.closeFuture().addListener(closed -> observer().connectionClosed(intake.listener()));
    client.pipeline().addLast(traffic().fromClient());
    takeOver(client, arrival, router);
  }

  /**
   * Serves a client that has been counted already, and of which nothing has been read, or whose
   * first bytes are read behind this. Called on the channel's event loop.
   */
  public void takeOver(Channel client, Arrival arrival, RequestRouter router) {
    ClientSession session = new ClientSession(client, arrival, this, router);
    sessions.add(session);
    client.closeFuture().addListener(closed -> sessions.remove(session));
    session.start();
  }

  /** Serves a client that gets nowhere, whatever it asks for. */
  private void answerAll(Channel client, Arrival arrival, Function<RequestHead, Answer> answers) {
    takeOver(client, arrival, (head, reached) -> new Route.Local(answers.apply(head)));
  }

  Traffic traffic() {
    return intake.traffic();
  }

  /** Counts a connection that cannot be served, since it is not known whose it is. */
  public void refused(Arrival arrival, String detail) {
    open(arrival, null, AnswerPolicy.Stage.UNADMITTED).refused(RefusalReason.MALFORMED, detail);
  }

  /**
   * Tells a client that has just connected that there is no room for it. Called on the channel's
   * event loop.
   */
  public void turnAway(Channel client, Arrival arrival, Limit limit) {
    reached(limit);
    Inquiry inquiry = open(arrival, null, AnswerPolicy.Stage.HTTP_REQUEST);
    String detail = "this proxy has as many connections as it may have";
    inquiry.refused(RefusalReason.BUSY, detail);
    Answer answer = Answer.refusal(inquiry, RefusalReason.BUSY, detail);
    client.eventLoop().execute(() -> turningAway.answer(client, answer));
  }

  /** A limit put an end to something. */
  void reached(Limit limit) {
    intake.reached(limit);
  }

  /** Closes a connection whose client may still be sending, and that nothing reads from. */
  void linger(Channel client) {
    LingeringClose.of(client, limits().transferIdleTime(), () -> reached(Limit.TRANSFER_IDLE_TIME));
  }

  /** From now on every session ends with what it is doing; idle ones end at once. */
  public void drain() {
    draining = true;
    sessions.forEach(ClientSession::drain);
    endings.drain();
    servers.close();
  }

  /** Ends every session as it is. */
  public void cut() {
    sessions.forEach(ClientSession::cut);
    servers.close();
  }

  public int openSessions() {
    return sessions.size();
  }

  /** Connections to servers that wait for another request. */
  public long idleServers() {
    return servers.idle();
  }

  ServerPool serversOf(EventLoop loop) {
    return servers.of(loop);
  }

  boolean isDraining() {
    return draining;
  }

  ParentForm parentForm() {
    return parentForm;
  }

  ParentAlarm parentAlarm() {
    return parentAlarm;
  }

  Outbound outbound() {
    return outbound;
  }

  /** Those of the tunnels of this listener. */
  public Endings endings() {
    return endings;
  }

  Optional<Carrier> carrier() {
    return Optional.ofNullable(carrier);
  }

  Conduct conduct() {
    return conduct;
  }

  Limits limits() {
    return conduct.limits();
  }

  FlowObserver observer() {
    return intake.observer();
  }

  Inquiry open(Arrival arrival, @Nullable String user, AnswerPolicy.Stage stage) {
    return intake.open(arrival, user, stage);
  }
}
