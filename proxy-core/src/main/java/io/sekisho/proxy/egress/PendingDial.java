package io.sekisho.proxy.egress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.sekisho.proxy.DialOutcome;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.RefusalReason;

/**
 * One attempt to reach a server that takes its time, look-up and dialling together. It ends with
 * its outcome, or with its client. A client that has only ended its side may still read, and so is
 * there. Confined to the client's event loop.
 */
public final class PendingDial {
  private final Inquiry inquiry;
  private final Channel client;
  private final Runnable onEnd;
  private final ChannelFutureListener clientGone = closed -> cancel();
  private Runnable dialling = () -> {};
  private boolean over;

  private PendingDial(Inquiry inquiry, Channel client, Runnable onEnd) {
    this.inquiry = inquiry;
    this.client = client;
    this.onEnd = onEnd;
  }

  /** Begins an attempt; {@code onEnd} is called once. */
  static PendingDial begin(Inquiry inquiry, Channel client, Runnable onEnd) {
    PendingDial dial = new PendingDial(inquiry, client, onEnd);
    inquiry.dialBegan();
    client.closeFuture().addListener(dial.clientGone);
    return dial;
  }

  public boolean isOver() {
    return over;
  }

  /** What stops the dialling that has begun now. */
  public void cancelledBy(Runnable cancel) {
    dialling = cancel;
  }

  /** A limit put an end to it; the outcome follows. */
  public void reached(Limit limit) {
    inquiry.reached(limit);
  }

  /** The server is reached, or a connection to it was there already. */
  public void connected() {
    end(DialOutcome.CONNECTED);
  }

  /** The destination turned out hostile. */
  public void stopped() {
    end(DialOutcome.REFUSED);
  }

  public void refused(RefusalReason reason) {
    end(outcome(reason));
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
    if (over) {
      return;
    }
    over = true;
    client.closeFuture().removeListener(clientGone);
    onEnd.run();
    inquiry.dialEnded(outcome);
  }
}
