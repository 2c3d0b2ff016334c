package io.sekisho.proxy.http.exchange;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.egress.Clearance;
import io.sekisho.proxy.egress.NextHop;
import io.sekisho.proxy.egress.Outbound;
import io.sekisho.proxy.egress.Reach;
import io.sekisho.proxy.http.Forwarding;
import io.sekisho.proxy.http.Headers;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import java.util.List;

/**
 * The way of a request or a tunnel to its server: the names are judged, then the addresses, and
 * only then may the server be dialled. Whoever waits for it may be gone meanwhile, and then hears
 * nothing more.
 */
final class Approach implements Clearance {
  /** No chain of proxies is that long: two of them send each other what they get. */
  private static final int MOST_PASSAGES = 8;

  private final Outbound outbound;
  private final EventLoop loop;
  private final Headers headers;
  private final Inquiry inquiry;
  private final Endpoint destination;
  private final Traveller traveller;

  /** Who is on the way. */
  interface Traveller {

    /** Whether nobody waits for it any more. */
    boolean isOver();

    /** Everything known was judged, and the next machine on the way may be dialled. */
    void cleared(NextHop hop);

    /** What was dialled is connected. */
    void connected(Channel server);

    /** The destination is hostile. */
    void stopped(Action action);

    void refused(RefusalReason reason, String detail);
  }

  Approach(ClientSession session, Inquiry inquiry, Endpoint destination, Traveller traveller) {
    this.outbound = session.engine().outbound();
    this.loop = session.channel().eventLoop();
    this.headers = session.head().headers();
    this.inquiry = inquiry;
    this.destination = destination;
    this.traveller = traveller;
  }

  /** Has the names judged; what passes can be cleared. */
  Action judge(List<Clue> clues) {
    return inquiry.consider(clues);
  }

  /** Looks the destination up and has the answers judged. */
  void clear() {
    if (Forwarding.passages(headers) >= MOST_PASSAGES) {
      traveller.refused(RefusalReason.UNREACHABLE, "the request goes in circles between proxies");
    } else {
      outbound.clear(inquiry, destination, loop, this);
    }
  }

  /** Dials what was cleared. */
  void dial(NextHop hop) {
    outbound.dial(
        hop,
        loop,
        reach ->
            reach.match(
                new Reach.Cases(
                    connected -> connected(connected.server()),
                    refused -> refused(refused.reason(), refused.detail()))));
  }

  private void connected(Channel server) {
    if (traveller.isOver()) {
      Reach.giveUp(server);
    } else {
      traveller.connected(server);
    }
  }

  @Override
  public void cleared(NextHop hop) {
    ifNotOver(() -> traveller.cleared(hop));
  }

  @Override
  public void stopped(Action action) {
    ifNotOver(() -> traveller.stopped(action));
  }

  @Override
  public void refused(RefusalReason reason, String detail) {
    ifNotOver(() -> traveller.refused(reason, detail));
  }

  private void ifNotOver(Runnable step) {
    if (!traveller.isOver()) {
      step.run();
    }
  }
}
