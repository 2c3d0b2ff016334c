package io.sekisho.proxy.http.exchange;

import io.netty.channel.Channel;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.http.Forwarding;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.rules.indicator.IpAddress;
import java.util.List;

/**
 * The way of one exchange to a connection with its server: one that is there already, or a new one.
 */
final class ServerApproach implements Approach.Traveller {
  private final ClientSession session;
  private final Route.Forward route;
  private final Exchange exchange;
  private final Approach approach;
  private final Repetition repetition;
  private List<IpAddress> addresses = List.of();

  ServerApproach(ClientSession session, Route.Forward route, Inquiry inquiry, Exchange exchange) {
    this.session = session;
    this.route = route;
    this.exchange = exchange;
    this.approach = new Approach(session, inquiry, route.destination(), this);
    this.repetition = Repetition.of(session.head(), session.framing());
  }

  void start() {
    Action action = approach.judge(route.clues());
    if (action.passes()) {
      approach.clear();
    } else {
      stopped(action);
    }
  }

  @Override
  public void cleared(List<IpAddress> judged) {
    addresses = judged;
    ServerConnection idle = session.servers().take(route.destination(), judged, repetition);
    if (idle == null) {
      approach.dial(judged);
    } else {
      exchange.goOn(idle);
    }
  }

  /** Whether sending the request once more cannot do anything twice (RFC 9110, 9.2.2). */
  boolean mayRepeat() {
    return repetition == Repetition.HARMLESS;
  }

  /** Leads to a new connection in the place of the one before. */
  void dialAgain() {
    approach.dial(addresses);
  }

  /** The request's head as the server is to get it. */
  RequestHead head() {
    return Forwarding.request(session.head(), route.destination(), route.path(), session.framing());
  }

  @Override
  public boolean isOver() {
    return exchange.isOver();
  }

  @Override
  public void connected(Channel server) {
    exchange.begin(new ServerConnection(server, route.destination(), session.engine().limits()));
  }

  @Override
  public void stopped(Action action) {
    exchange.stop(action);
  }

  @Override
  public void refused(RefusalReason reason, String detail) {
    exchange.fail(reason, detail);
  }
}
