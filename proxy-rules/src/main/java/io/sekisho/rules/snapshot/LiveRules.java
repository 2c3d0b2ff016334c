package io.sekisho.rules.snapshot;

import io.sekisho.rules.Evidence;
import io.sekisho.rules.Policy;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.match.FeedIndex;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * The rules in force. A change makes the next generation and puts it in the place of the last by
 * one write, so a decision sees either all of a change or nothing of it. Any thread may change and
 * ask; changes wait for each other, decisions wait for nothing.
 */
public final class LiveRules implements Policy {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Generation current;

  public LiveRules(InstantSource clock) {
    this.current = Generation.first(clock);
  }

  public Generation current() {
    return current;
  }

  /**
   * Has a listener called behind every change, when it is in force. It is called by whoever made
   * the change and must not hold it up; two changes at a time may call it at a time.
   */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Puts the feed in the place of the one of its name, or adds it behind the others. */
  public Generation replace(FeedIndex feed) {
    return change(generation -> generation.with(feed));
  }

  /** Drops a feed; without a feed of this name nothing changes. */
  public Generation remove(String feed) {
    return change(generation -> generation.without(feed));
  }

  /** Puts these never-block entries in the place of those before. */
  public Generation neverBlock(FeedIndex entries) {
    return change(generation -> generation.withNeverBlock(entries));
  }

  /** From now on feeds are trusted so, by their names; a feed that is not there is in full. */
  public Generation trust(Map<String, Trust> trust) {
    return change(generation -> generation.withTrust(trust));
  }

  @Override
  public Verdict decide(Evidence evidence) {
    return current.decide(evidence);
  }

  private Generation change(UnaryOperator<Generation> step) {
    Generation before;
    Generation next;
    synchronized (this) {
      before = current;
      next = step.apply(before);
      current = next;
    }
    if (next != before) {
      listeners.forEach(Runnable::run);
    }
    return next;
  }
}
