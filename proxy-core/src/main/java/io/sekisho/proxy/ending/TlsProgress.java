package io.sekisho.proxy.ending;

import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.TlsOutcome;

/** How far an answer inside of TLS has come, and what came of it, which is told once. */
final class TlsProgress {
  private final StoppedFlow flow;
  private TlsOutcome atItsEnd = TlsOutcome.NOT_TLS;
  private boolean alerted;
  private boolean told;

  TlsProgress(StoppedFlow flow) {
    this.flow = flow;
    flow.client().closeFuture().addListener(closed -> settle(atItsEnd));
  }

  /** A handshake has begun. */
  void begun() {
    atItsEnd = TlsOutcome.FAILED;
  }

  /** The client has sent an alert. */
  void alertHeard() {
    alerted = true;
  }

  /** Java has no other way to tell an alert that it could read from what it found wrong itself. */
  void failed(Throwable cause) {
    boolean read = String.valueOf(cause.getMessage()).contains("Received fatal alert");
    settle(read || alerted ? TlsOutcome.REFUSED_BY_CLIENT : TlsOutcome.FAILED);
  }

  /** The handshake is over. */
  void shaken() {
    atItsEnd = TlsOutcome.UNASKED;
  }

  /** Whatever comes now is another answer's business. */
  void dismiss() {
    told = true;
  }

  void settle(TlsOutcome outcome) {
    if (!told) {
      told = true;
      flow.inquiry().tlsAnswered(outcome);
    }
  }

  /** Ends the connection. */
  void giveUp(TlsOutcome outcome) {
    settle(outcome);
    Sockets.reset(flow.client());
  }
}
