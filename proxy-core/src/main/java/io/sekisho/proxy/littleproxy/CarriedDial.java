package io.sekisho.proxy.littleproxy;

import io.netty.util.concurrent.Future;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.egress.Dialer;
import io.sekisho.proxy.egress.NextHop;
import io.sekisho.proxy.egress.PendingDial;
import io.sekisho.proxy.egress.Reach;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One dialling by LittleProxy, of one address after the other: it sends the request as soon as it
 * is connected, so two at a time could send it twice. One that is silent has its share of the time.
 */
final class CarriedDial implements Gate.Outcome {
  private final Crossings crossings;
  private final List<InetSocketAddress> candidates;
  private final PendingDial dial;
  private final Consumer<Reach> then;
  private final long end;

  private Crossings.@Nullable Crossing current;
  private @Nullable Future<?> timer;
  private long shareEnd;
  private int tried;
  private boolean over;

  CarriedDial(Crossings crossings, NextHop hop, PendingDial dial, Consumer<Reach> then) {
    this.crossings = crossings;
    this.candidates = Dialer.candidates(hop);
    this.dial = dial;
    this.then = then;
    this.end = System.nanoTime() + crossings.time().toNanos();
  }

  void start() {
    dial.cancelledBy(this::cancel);
    attemptNext();
  }

  private void attemptNext() {
    long now = System.nanoTime();
    long share = Math.max(0, end - now) / (candidates.size() - tried);
    shareEnd = now + share;
    timer = crossings.loop().schedule(this::timeOut, share, TimeUnit.NANOSECONDS);
    InetSocketAddress candidate = candidates.get(tried);
    tried++;
    current = crossings.begin(candidate, this);
  }

  @Override
  public void connected() {
    if (!over && current != null) {
      stop();
      then.accept(new Reach.Connected(current.near()));
    }
  }

  /**
   * LittleProxy keeps the same time, and on a busy event loop its word is heard before the timer.
   */
  @Override
  public void failed() {
    if (System.nanoTime() - shareEnd >= 0) {
      timeOut();
    } else {
      goOn(RefusalReason.UNREACHABLE, "the server cannot be reached");
    }
  }

  private void timeOut() {
    goOn(RefusalReason.TIMEOUT, "no connection within " + crossings.time().toMillis() + " ms");
  }

  private void goOn(RefusalReason reason, String detail) {
    giveUpCurrent();
    if (over) {
      return;
    }
    if (tried < candidates.size()) {
      attemptNext();
      return;
    }
    stop();
    if (reason == RefusalReason.TIMEOUT) {
      dial.reached(Limit.CONNECT_TIME);
    }
    then.accept(new Reach.Refused(reason, detail));
  }

  private void cancel() {
    stop();
    giveUpCurrent();
  }

  private void stop() {
    over = true;
    stopTimer();
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void giveUpCurrent() {
    stopTimer();
    if (current != null) {
      current.giveUp();
      current = null;
    }
  }
}
