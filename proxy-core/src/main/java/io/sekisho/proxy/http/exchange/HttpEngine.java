package io.sekisho.proxy.http.exchange;

import io.netty.channel.Channel;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Flow;
import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Judge;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.answer.Answer;
import io.sekisho.proxy.egress.Outbound;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Serves HTTP clients: what all sessions of one listener share. The pipeline of a connection that
 * it serves is one {@link io.sekisho.proxy.http.MessageDecoder}, until a tunnel takes over.
 */
public final class HttpEngine {
  private final String listener;
  private final Judge judge;
  private final Outbound outbound;
  private final Conduct conduct;
  private final InstantSource clock;
  private final Set<ClientSession> sessions = ConcurrentHashMap.newKeySet();
  private final TurningAway turningAway = new TurningAway(this);
  private volatile boolean draining;

  /**
   * An engine without any session yet.
   *
   * @param listener its name, as metrics and events show it
   */
  public HttpEngine(
      String listener, Judge judge, Outbound outbound, Conduct conduct, InstantSource clock) {
    this.listener = listener;
    this.judge = judge;
    this.outbound = outbound;
    this.conduct = conduct;
    this.clock = clock;
  }

  /** Serves a client that has just connected. Called on the channel's event loop. */
  public void serve(Channel client, RequestRouter router) {
    ClientSession session = new ClientSession(client, this, router);
    sessions.add(session);
    observer().connectionOpened(listener);
    client
        .closeFuture()
        .addListener(
            closed -> {
              sessions.remove(session);
              observer().connectionClosed(listener);
            });
    session.start();
  }

  /**
   * Tells a client that has just connected that there is no room for it. Called on the channel's
   * event loop.
   */
  public void turnAway(Channel client, Limit limit) {
    reached(limit);
    Inquiry inquiry = open(client, AnswerPolicy.Stage.HTTP_REQUEST);
    String detail = "this proxy has as many connections as it may have";
    inquiry.refused(RefusalReason.BUSY, detail);
    Answer answer =
        Answer.refusal(inquiry.flow(), RefusalReason.BUSY, detail, Answer.Reader.PROGRAM);
    client.eventLoop().execute(() -> turningAway.answer(client, answer));
  }

  /** A limit put an end to something. */
  void reached(Limit limit) {
    observer().reached(listener, limit);
  }

  /** From now on every session ends with what it is doing; idle ones end at once. */
  public void drain() {
    draining = true;
    sessions.forEach(ClientSession::drain);
  }

  /** Ends every session as it is. */
  public void cut() {
    sessions.forEach(ClientSession::cut);
  }

  public int openSessions() {
    return sessions.size();
  }

  boolean isDraining() {
    return draining;
  }

  Outbound outbound() {
    return outbound;
  }

  Conduct conduct() {
    return conduct;
  }

  Limits limits() {
    return conduct.limits();
  }

  FlowObserver observer() {
    return judge.observer();
  }

  Inquiry open(Channel client, AnswerPolicy.Stage stage) {
    InetSocketAddress address = (InetSocketAddress) client.remoteAddress();
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    return judge.open(new Flow(id, Sockets.endpointOf(address), listener, clock.instant()), stage);
  }
}
