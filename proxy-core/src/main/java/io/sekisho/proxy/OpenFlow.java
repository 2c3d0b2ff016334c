package io.sekisho.proxy;

/** One flow that goes on. Confined to its event loop. */
public final class OpenFlow {
  private final LoopFlows flows;
  private final Inquiry inquiry;
  private final Runnable cut;
  private int judgedAt;

  OpenFlow(LoopFlows flows, Inquiry inquiry, Runnable cut) {
    this.flows = flows;
    this.inquiry = inquiry;
    this.cut = cut;
  }

  /** It is over; a second time does nothing. */
  public void leave() {
    flows.leave(this);
  }

  boolean wasJudgedAt(int changes) {
    return judgedAt == changes;
  }

  void judgedAt(int changes) {
    judgedAt = changes;
  }

  /** Judges it by the rules as they are now, and ends it if it may not go on. */
  void judgeAnew() {
    if (!inquiry.judgeAnew().passes()) {
      leave();
      cut.run();
    }
  }
}
