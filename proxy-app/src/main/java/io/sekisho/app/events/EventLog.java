package io.sekisho.app.events;

import io.sekisho.app.feeds.FeedTurn;
import io.sekisho.proxy.Captivity;
import io.sekisho.proxy.Decision;
import io.sekisho.proxy.DialOutcome;
import io.sekisho.proxy.Flow;
import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.ParentUse;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.ServerUse;
import io.sekisho.proxy.SinkholeOutcome;
import io.sekisho.proxy.TlsOutcome;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.Visibility;
import io.sekisho.rules.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes hostile flows, those that were stopped or observed for want of a name, and feeds that went
 * bad or are good again, to one sink at a time, on a thread of its own. Between the event loops and
 * that thread is a bounded queue: what does not fit is counted and lost, and no flow ever waits. A
 * write that fails is tried again every second, with what is in the queue still there.
 */
public final class EventLog implements FlowObserver, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
  private static final int QUEUE_LENGTH = 10_000;
  private static final int BATCH = 500;
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final String name;
  private final EventFormat format;
  private final InstantSource clock;
  private final BlockingQueue<Told> queue;
  private final LongAdder written = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final AtomicBoolean losing = new AtomicBoolean();
  private final Thread thread;
  private volatile boolean closing;

  /** Where what is told from now on goes. */
  private volatile Goal latest;

  /** Where the thread writes, which alone uses this; behind {@code latest} at times. */
  private Goal current;

  /**
   * Starts the thread; the sink is closed with the log.
   *
   * @param name what messages about trouble call the sink
   */
  public EventLog(String name, EventSink sink, EventSource source, InstantSource clock) {
    this(name, sink, source, clock, QUEUE_LENGTH);
  }

  EventLog(String name, EventSink sink, EventSource source, InstantSource clock, int queueLength) {
    this.name = name;
    this.latest = new Goal(0, sink);
    this.current = latest;
    this.format = new EventFormat(source);
    this.clock = clock;
    this.queue = new ArrayBlockingQueue<>(queueLength);
    this.thread = new Thread(this::run, "events-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  /** A sink, and how many were there before it. */
  private record Goal(int number, EventSink sink) {}

  /** An event, and where it was to go when it was told. */
  private record Told(Event event, Goal goal) {}

  /**
   * Goes on with another sink, and closes the one before once all is written that was told until
   * now. Where that one cannot be written, the next gets this too, so that nothing is lost. Does
   * not wait; for one thread at a time.
   */
  public void redirect(EventSink next) {
    latest = new Goal(latest.number + 1, next);
  }

  public long written() {
    return written.sum();
  }

  /** Events that were lost, because the queue was full or at the end nothing could be written. */
  public long dropped() {
    return dropped.sum();
  }

  @Override
  public void decided(Decision decision) {
    if (!decision.verdict().against().isEmpty()) {
      offer(new Hit(clock.instant(), decision));
    }
  }

  @Override
  public void undecided(Flow flow, Evidence evidence, Undecided why, Undecided.Handling handling) {
    switch (handling) {
      case RELAY -> {}
      case OBSERVE, RESET -> offer(new Unjudged(clock.instant(), flow, evidence, why, handling));
    }
  }

  @Override
  public void captured(Flow flow, Evidence evidence, Captivity captivity) {
    offer(new Capture(clock.instant(), flow, evidence, captivity));
  }

  /** Tells that a feed went bad, or is good again. */
  public void turned(FeedTurn turn) {
    offer(new FeedEvent(turn));
  }

  private void offer(Event event) {
    if (!queue.offer(new Told(event, latest))) {
      dropped.increment();
      if (losing.compareAndSet(false, true)) {
        LOG.error("Events are being lost: {} cannot take them as fast as they come", name);
      }
    }
  }

  private void run() {
    List<Event> batch = new ArrayList<>();
    try {
      while (next(batch)) {
        byte[] lines = lines(batch);
        writeAtLast(lines, batch.size());
        batch.clear();
      }
    } catch (InterruptedException e) {
      dropped.add(batch.size() + queue.size());
    }
    closeSink();
  }

  /** Waits for events; false at the end, when all that was queued is written. */
  private boolean next(List<Event> batch) throws InterruptedException {
    while (true) {
      Told first = queue.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
      if (first != null) {
        turnTo(first.goal);
        batch.add(first.event);
        addRest(batch);
        return true;
      }
      if (closing) {
        return false;
      }
      turnTo(latest);
    }
  }

  /** What else waits for the same sink. */
  private void addRest(List<Event> batch) {
    Told next = queue.peek();
    while (next != null && next.goal.number <= current.number && batch.size() < BATCH) {
      batch.add(next.event);
      queue.remove();
      next = queue.peek();
    }
  }

  /** Never back to a sink that was left. */
  private void turnTo(Goal goal) {
    if (goal.number > current.number) {
      closeSink();
      current = goal;
    }
  }

  private byte[] lines(List<Event> batch) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    batch.forEach(event -> lines.writeBytes(format.line(event)));
    return lines.toByteArray();
  }

  private void writeAtLast(byte[] lines, int events) throws InterruptedException {
    boolean failedBefore = false;
    while (!written(lines, failedBefore)) {
      failedBefore = true;
      awaitAnotherTry();
    }
    written.add(events);
    boolean wasLosing = queue.isEmpty() && losing.compareAndSet(true, false);
    if (failedBefore || wasLosing) {
      LOG.warn("Events are written to {} again; {} were lost so far", name, dropped.sum());
    }
  }

  private void awaitAnotherTry() throws InterruptedException {
    if (latest.number == current.number) {
      TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
    }
    turnTo(latest);
  }

  private boolean written(byte[] lines, boolean failedBefore) {
    try {
      current.sink.write(lines);
      return true;
    } catch (IOException e) {
      if (!failedBefore) {
        LOG.error("Events cannot be written to {}, trying again: {}", name, e.toString());
      }
      return false;
    }
  }

  private void closeSink() {
    try {
      current.sink.close();
    } catch (IOException e) {
      LOG.warn("{} could not be closed: {}", name, e.toString());
    }
  }

  /** Writes what is queued, for two seconds at most; what is left then is counted as lost. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(FAREWELL.toMillis());
      thread.interrupt();
      thread.join(FAREWELL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void configured(String listener, Limits limits) {}

  @Override
  public void connectionOpened(String listener) {}

  @Override
  public void connectionClosed(String listener) {}

  @Override
  public void reached(String listener, Limit limit) {}

  @Override
  public void dialBegan(String listener) {}

  @Override
  public void dialEnded(String listener, DialOutcome outcome) {}

  @Override
  public void refused(Flow flow, Evidence evidence, RefusalReason reason, String detail) {}

  @Override
  public void judged(Flow flow, Visibility visibility) {}

  @Override
  public void namesDisagree(Flow flow, Evidence evidence) {}

  @Override
  public void parentUsed(Flow flow, ParentUse use) {}

  @Override
  public void connected(Flow flow, ServerUse use) {}

  @Override
  public void sunk(Flow flow, SinkholeOutcome outcome) {}

  @Override
  public void tlsAnswered(Flow flow, TlsOutcome outcome) {}

  @Override
  public void relayed(Flow flow) {}
}
