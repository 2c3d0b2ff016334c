package io.sekisho.proxy;

import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The flows that go on: open tunnels, and exchanges that have their server. When the rules change
 * they are judged anew, each on its own event loop, and what is hostile by then is cut. Flows come
 * and go without a lock.
 *
 * <p>What is not among them needs no cutting. A flow that has no server yet is judged once more
 * when it gets one, if the rules have changed meanwhile. A client's connection between two requests
 * carries no flow, and a server's connection that waits for another request is only given to one
 * whose names and addresses were all judged just then.
 */
public final class OpenFlows {
  private final AtomicInteger changes = new AtomicInteger();
  private final LongAdder count = new LongAdder();
  private final Map<EventLoop, LoopFlows> loops = new ConcurrentHashMap<>();

  /**
   * Judges them all soon, by the rules as they are then; several calls in a row may be one sweep.
   * Any thread, which is not held up.
   */
  public void judgeAnew() {
    changes.incrementAndGet();
    loops.values().forEach(LoopFlows::sweepSoon);
  }

  /** How many go on. Any thread. */
  public long count() {
    return count.sum();
  }

  /** How often the rules have changed: whoever was judged at this number was judged by these. */
  int changes() {
    return changes.get();
  }

  OpenFlow enter(EventLoop loop, Inquiry inquiry, Runnable cut) {
    return loops.computeIfAbsent(loop, its -> new LoopFlows(its, this)).enter(inquiry, cut);
  }

  void entered() {
    count.increment();
  }

  void left() {
    count.decrement();
  }
}
