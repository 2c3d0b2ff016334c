package io.sekisho.proxy.ending;

import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.TlsOutcome;

/** How far an answer inside of TLS has come, and what came of it, which is told once. */
final class TlsProgress {
  private final StoppedFlow flow;
  private TlsOutcome atItsEnd = TlsOutcome.NOT_TLS;
  private boolean told;

  TlsProgress(StoppedFlow flow) {
    this.flow = flow;
    flow.client().closeFuture().addListener(closed -> settle(atItsEnd));
  }

  /** A handshake has begun. */
  void begun() {
    atItsEnd = TlsOutcome.FAILED;
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
