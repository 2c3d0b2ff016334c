package io.sekisho.proxy.egress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.sekisho.proxy.DialOutcome;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.RefusalReason;
import java.util.function.Consumer;

/**
 * One attempt to reach a server, from the look-up of its name on. It ends with its outcome, or with
 * its client: then nobody hears of it. A client that has only ended its side may still read, and so
 * is there. Confined to the client's event loop.
 */
final class PendingDial implements Consumer<Reach> {
  private final Inquiry inquiry;
  private final Channel client;
  private final Runnable onEnd;
  private final Consumer<Reach> then;
  private final ChannelFutureListener clientGone = closed -> cancel();
  private Runnable dialling = () -> {};
  private boolean over;

  private PendingDial(Inquiry inquiry, Channel client, Runnable onEnd, Consumer<Reach> then) {
    this.inquiry = inquiry;
    this.client = client;
    this.onEnd = onEnd;
    this.then = then;
  }

  /** Begins an attempt; {@code onEnd} is called once. */
  static PendingDial begin(Inquiry inquiry, Channel client, Runnable onEnd, Consumer<Reach> then) {
    PendingDial dial = new PendingDial(inquiry, client, onEnd, then);
    inquiry.dialBegan();
    client.closeFuture().addListener(dial.clientGone);
    return dial;
  }

  boolean isOver() {
    return over;
  }

  /** What stops the dialling that has begun now. */
  void cancelledBy(Runnable cancel) {
    dialling = cancel;
  }

  /** A limit put an end to it; the outcome follows. */
  void reached(Limit limit) {
    inquiry.reached(limit);
  }

  @Override
  public void accept(Reach reach) {
    reach.match(
        new Reach.Cases(
            connected -> end(DialOutcome.CONNECTED),
            stopped -> end(DialOutcome.REFUSED),
            refused -> end(outcome(refused.reason()))));
    then.accept(reach);
  }

  private static DialOutcome outcome(RefusalReason reason) {
    if (reason == RefusalReason.TIMEOUT) {
      return DialOutcome.TIMEOUT;
    }
    return reason == RefusalReason.UNREACHABLE ? DialOutcome.FAILED : DialOutcome.REFUSED;
  }

  private void cancel() {
    if (!over) {
      end(DialOutcome.CANCELLED);
      dialling.run();
    }
  }

  private void end(DialOutcome outcome) {
    over = true;
    client.closeFuture().removeListener(clientGone);
    onEnd.run();
    inquiry.dialEnded(outcome);
  }
}
