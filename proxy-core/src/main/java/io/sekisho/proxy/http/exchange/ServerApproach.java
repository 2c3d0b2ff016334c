package io.sekisho.proxy.http.exchange;

import io.netty.channel.Channel;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.ParentUse;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.ServerUse;
import io.sekisho.proxy.egress.Approach;
import io.sekisho.proxy.egress.NextHop;
import io.sekisho.proxy.ending.Sinkhole;
import io.sekisho.proxy.http.Forwarding;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.rules.indicator.Endpoint;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of one exchange to a connection with its server, or with the parent proxy: one that is
 * there already, or a new one.
 */
final class ServerApproach implements Approach.Traveller {
  private final ClientSession session;
  private final Route.Forward route;
  private final Inquiry inquiry;
  private final Exchange exchange;
  private final Approach approach;
  private final Repetition repetition;
  private @Nullable NextHop hop;

  ServerApproach(ClientSession session, Route.Forward route, Inquiry inquiry, Exchange exchange) {
    this.session = session;
    this.route = route;
    this.inquiry = inquiry;
    this.exchange = exchange;
    this.approach =
        new Approach(
            session.engine().outbound(), session.channel(), inquiry, route.destination(), this);
    this.repetition = Repetition.of(session.head(), session.framing());
  }

  void start() {
    Action action = approach.judge(route.clues());
    if (!action.passes()) {
      stopped(action);
    } else if (Forwarding.goesInCircles(session.head().headers())) {
      refused(RefusalReason.UNREACHABLE, Forwarding.CIRCLE);
    } else {
      approach.clear();
    }
  }

  @Override
  public void cleared(NextHop hop) {
    this.hop = hop;
    ServerConnection idle =
        isApart() ? null : session.servers().take(hop, destination(), sharing(hop));
    if (idle == null) {
      dial(hop);
    } else {
      approach.arrived();
      exchange.goOn(idle);
    }
  }

  /** Whether there is a carrier, and this is no request for it. */
  private boolean isApart() {
    return session.engine().carrier().isPresent() && carrier().isEmpty();
  }

  /**
   * What becomes a tunnel is none, nor a target that has no absolute form (RFC 9112, 3.2.4) or not
   * just one form in bytes.
   */
  private Optional<Carrier> carrier() {
    String path = route.path();
    boolean oneForm = !path.equals("*") && path.chars().allMatch(letter -> letter < 0x80);
    return oneForm && !session.head().asksForWebSocket()
        ? session.engine().carrier()
        : Optional.empty();
  }

  private void dial(NextHop next) {
    carrier()
        .ifPresentOrElse(
            carrier -> approach.dial(next, carrier.carry(wholeHead(), session.framing())),
            () -> approach.dial(next));
  }

  private RequestHead wholeHead() {
    return head(ParentForm.target(destination(), route.path()));
  }

  /**
   * A login that holds for a connection holds for what the parent proxy does on it, so it does not
   * begin on one that has carried requests of others.
   */
  private Repetition sharing(NextHop hop) {
    boolean login = hop.isParent() && ConnectionAuthentication.isIn(session.head().headers());
    return login ? Repetition.UNSAFE : repetition;
  }

  /** Whether sending the request once more cannot do anything twice (RFC 9110, 9.2.2). */
  boolean mayRepeat() {
    return repetition == Repetition.HARMLESS;
  }

  /** Leads to a new connection in the place of the one before. */
  void dialAgain() {
    dial(Objects.requireNonNull(hop));
  }

  /** What the client calls it. */
  Endpoint destination() {
    return route.destination().authority();
  }

  /** Sends the request's head, unless it has gone ahead. */
  void sendHead(ServerConnection connection) {
    if (isCarried(connection) && connection.use() == ServerUse.NEW) {
      connection.requests().headWentAhead(session.framing());
    } else {
      connection.requests().request(head(connection), session.framing());
    }
  }

  /** The request's head as whoever is at the other end of the connection is to get it. */
  private RequestHead head(ServerConnection connection) {
    if (connection.leadsToParent()) {
      return session.engine().parentForm().request(wholeHead());
    }
    return isCarried(connection) ? wholeHead() : head(route.path());
  }

  private boolean isCarried(ServerConnection connection) {
    return !connection.leadsToSinkhole() && carrier().isPresent();
  }

  /** Whether other requests may follow this one on its connection. */
  boolean leavesConnectionToOthers() {
    return !isApart();
  }

  private RequestHead head(String target) {
    RequestHead head = Forwarding.request(session.head(), destination(), target, session.framing());
    return session.engine().conduct().forwarded().addTo(head, session.arrival().address());
  }

  /** The parent proxy wants a login, or another one: nothing that the client could answer to. */
  void parentAsksForLogin() {
    session.engine().parentAlarm().raise();
    inquiry.parentUsed(ParentUse.UNAUTHENTICATED);
    exchange.fail(RefusalReason.UNREACHABLE, ParentConnect.ASKS_FOR_LOGIN);
  }

  @Override
  public boolean isOver() {
    return exchange.isOver();
  }

  @Override
  public void connected(Channel server) {
    server.pipeline().addLast(session.engine().traffic().fromServer());
    NextHop.Peer peer = Objects.requireNonNull(hop).peer();
    exchange.begin(new ServerConnection(server, peer, session.engine().limits()));
  }

  @Override
  public void stopped(Action action) {
    if (action == Action.SINKHOLE) {
      session
          .engine()
          .endings()
          .sinkhole()
          .lead(session.channel(), session.arrival(), inquiry, new Sinking());
    } else {
      exchange.stop(action);
    }
  }

  /** The way to the sinkhole, where the request is one like any other. */
  private final class Sinking implements Sinkhole.Guest {
    @Override
    public boolean isOver() {
      return exchange.isOver();
    }

    @Override
    public void arrived(Channel sinkhole, NextHop hop) {
      exchange.begin(new ServerConnection(sinkhole, hop.peer(), session.engine().limits()));
    }

    @Override
    public void lost() {
      exchange.stop(Action.RESET);
    }
  }

  @Override
  public void refused(RefusalReason reason, String detail) {
    exchange.fail(reason, detail);
  }
}
