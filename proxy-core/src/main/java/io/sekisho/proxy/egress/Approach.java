package io.sekisho.proxy.egress;

import io.netty.channel.Channel;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.rules.Clue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request or a tunnel to its server: the names are judged, then the addresses, and
 * only then may the server be dialled. Whoever waits for it may be gone meanwhile, and then hears
 * nothing more.
 */
public final class Approach implements Clearance {
  private final Outbound outbound;
  private final Channel client;
  private final Inquiry inquiry;
  private final Destination destination;
  private final Traveller traveller;

  private @Nullable PendingDial pending;
  private boolean answered;
  private boolean abandoned;

  /** Who is on the way. */
  public interface Traveller {

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

  /**
   * A way that nobody is on yet.
   *
   * @param client whose end is the end of the way
   */
  public Approach(
      Outbound outbound,
      Channel client,
      Inquiry inquiry,
      Destination destination,
      Traveller traveller) {
    this.outbound = outbound;
    this.client = client;
    this.inquiry = inquiry;
    this.destination = destination;
    this.traveller = traveller;
  }

  /** Has the names judged; what passes can be cleared. */
  public Action judge(List<Clue> clues) {
    return inquiry.consider(clues);
  }

  /** Looks the destination up and has the answers judged. */
  public void clear() {
    outbound.clear(inquiry, destination, client.eventLoop(), this);
    if (!answered) {
      pend();
    }
  }

  /** It takes its time now; null where there is no room for that, which has been said then. */
  private @Nullable PendingDial pend() {
    if (pending == null || pending.isOver()) {
      pending = outbound.pending().begin(inquiry, client).orElse(null);
    }
    if (pending == null) {
      refused(RefusalReason.BUSY, "too many servers are being dialled");
      abandoned = true;
    }
    return pending;
  }

  /** Dials what was cleared. */
  public void dial(NextHop hop) {
    dial(hop, outbound::dial);
  }

  /** Dials what was cleared, in another way. */
  public void dial(NextHop hop, Dialling dialling) {
    PendingDial dial = pend();
    if (dial != null) {
      dialling.dial(
          hop,
          client.eventLoop(),
          dial,
          reach ->
              reach.match(
                  new Reach.Cases(
                      connected -> connected(connected.server()),
                      refused -> refused(refused.reason(), refused.detail()))));
    }
  }

  private void connected(Channel server) {
    arrived();
    if (traveller.isOver()) {
      Reach.giveUp(server);
    } else {
      traveller.connected(server);
    }
  }

  /** Where a connection was there already, or a new one is now. */
  public void arrived() {
    if (pending != null) {
      pending.connected();
    }
  }

  @Override
  public void cleared(NextHop hop) {
    answered = true;
    ifNotOver(() -> traveller.cleared(hop));
  }

  @Override
  public void stopped(Action action) {
    answered = true;
    if (pending != null) {
      pending.stopped();
    }
    ifNotOver(() -> traveller.stopped(action));
  }

  @Override
  public void refused(RefusalReason reason, String detail) {
    answered = true;
    if (pending != null) {
      pending.refused(reason);
    }
    ifNotOver(() -> traveller.refused(reason, detail));
  }

  private void ifNotOver(Runnable step) {
    if (!abandoned && !traveller.isOver()) {
      step.run();
    }
  }
}
