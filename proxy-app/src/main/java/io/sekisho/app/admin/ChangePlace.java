package io.sekisho.app.admin;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The place of one change among those under way. It is free once: at the end of the response as
 * long as the body is received, and from then on when the change is made. Any thread.
 */
final class ChangePlace {
  private final AtomicInteger underWay;
  private Stage stage = Stage.RECEIVED;

  private enum Stage {
    RECEIVED,
    HANDED_ON,
    FREE
  }

  /** A place that was counted already. */
  ChangePlace(AtomicInteger underWay) {
    this.underWay = underWay;
  }

  /**
   * The body is about to be handed on.
   *
   * @return whether somebody still waits for it; otherwise nothing may be made of it
   */
  synchronized boolean handOn() {
    if (stage != Stage.RECEIVED) {
      return false;
    }
    stage = Stage.HANDED_ON;
    return true;
  }

  /**
   * The response has ended, the client has gone, or it takes too long.
   *
   * @return whether the body was still to be received
   */
  synchronized boolean ended() {
    if (stage != Stage.RECEIVED) {
      return false;
    }
    free();
    return true;
  }

  /** The change is made, or will not be. */
  synchronized void made() {
    if (stage == Stage.HANDED_ON) {
      free();
    }
  }

  private void free() {
    stage = Stage.FREE;
    underWay.decrementAndGet();
  }
}
