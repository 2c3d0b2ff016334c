package io.sekisho.proxy;

import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The open flows of one event loop, those first that were judged longest ago. A flow goes to the
 * back when it is judged, so a sweep begins in front and is over where the flows were judged since
 * the last change; where it is interrupted, and what comes or goes meanwhile, does not matter.
 *
 * <p>Confined to the event loop but for {@link #sweepSoon}.
 */
final class LoopFlows {
  /** How long a sweep may keep the loop from its other work. */
  private static final long SLICE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  /** How long the loop then has for that work. */
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final EventLoop loop;
  private final OpenFlows all;
  private final Set<OpenFlow> flows = new LinkedHashSet<>();
  private final AtomicBoolean due = new AtomicBoolean();

  LoopFlows(EventLoop loop, OpenFlows all) {
    this.loop = loop;
    this.all = all;
  }

  /** The rules may have changed while the flow was on its way: then it is judged once more. */
  OpenFlow enter(Inquiry inquiry, Runnable cut) {
    OpenFlow flow = new OpenFlow(this, inquiry, cut);
    toTheBack(flow);
    all.entered();
    if (!flow.wasJudgedAt(inquiry.judgedAt())) {
      loop.execute(() -> judgeIfOpen(flow));
    }
    return flow;
  }

  void leave(OpenFlow flow) {
    if (flows.remove(flow)) {
      all.left();
    }
  }

  /** Any thread. */
  void sweepSoon() {
    if (due.compareAndSet(false, true)) {
      try {
        loop.execute(this::sweep);
      } catch (RejectedExecutionException e) {
        // The loop has ended, and its flows with it.
      }
    }
  }

  private void sweep() {
    due.set(false);
    long end = now() + SLICE_NANOS;
    try {
      OpenFlow next = stale();
      while (next != null && now() - end < 0) {
        toTheBack(next);
        next.judgeAnew();
        next = stale();
      }
    } finally {
      goOnAfterPause();
    }
  }

  /** Not as a task of now: the loop would run that before it reads from any connection again. */
  private void goOnAfterPause() {
    if (stale() != null && due.compareAndSet(false, true)) {
      Future<?> unused = loop.schedule(this::sweep, PAUSE_NANOS, TimeUnit.NANOSECONDS);
    }
  }

  private long now() {
    return loop.ticker().nanoTime();
  }

  /** The one that was judged longest ago, if the rules have changed since. */
  private @Nullable OpenFlow stale() {
    if (flows.isEmpty()) {
      return null;
    }
    OpenFlow first = flows.iterator().next();
    return first.wasJudgedAt(all.changes()) ? null : first;
  }

  private void toTheBack(OpenFlow flow) {
    flow.judgedAt(all.changes());
    flows.remove(flow);
    flows.add(flow);
  }

  private void judgeIfOpen(OpenFlow flow) {
    if (flows.contains(flow)) {
      flow.judgeAnew();
    }
  }
}
