package io.sekisho.proxy.relay;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Two peers that take turns until neither has anything left to do. */
final class Play {
  private static final long STILL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long BREATH_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private final Peer left;
  private final Peer right;

  Play(Peer left, Peer right) {
    this.left = left;
    this.right = right;
  }

  /** Until nothing moves any more, although something may be left to do. */
  void untilStill() throws IOException {
    long last = System.nanoTime();
    while (System.nanoTime() - last < STILL_NANOS) {
      last = turn() ? System.nanoTime() : last;
    }
  }

  /** Until both are done; whoever has stalled goes on when nothing moves any more. */
  void toTheEnd() throws IOException {
    long last = System.nanoTime();
    while (turn() || !isOver()) {
      untilStill();
      boolean leftResumed = left.resume();
      boolean resumed = right.resume() || leftResumed;
      last = resumed || turn() ? System.nanoTime() : last;
      if (System.nanoTime() - last > STUCK_NANOS) {
        throw new AssertionError("stuck: " + this);
      }
    }
  }

  private boolean turn() throws IOException {
    boolean leftMoved = left.step();
    boolean moved = right.step() || leftMoved;
    if (!moved) {
      LockSupport.parkNanos(BREATH_NANOS);
    }
    return moved;
  }

  private boolean isOver() {
    return left.isDone(right) && right.isDone(left);
  }

  @Override
  public String toString() {
    return left + "; " + right;
  }
}
