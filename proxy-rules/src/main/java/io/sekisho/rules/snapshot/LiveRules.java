package io.sekisho.rules.snapshot;

import io.sekisho.rules.Evidence;
import io.sekisho.rules.Policy;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.match.FeedIndex;
import java.time.InstantSource;

/**
 * The rules in force. A change makes the next generation and puts it in the place of the last by
 * one write, so a decision sees either all of a change or nothing of it. Any thread may change and
 * ask; changes wait for each other, decisions wait for nothing.
 */
public final class LiveRules implements Policy {
  private volatile Generation current;

  public LiveRules(InstantSource clock) {
    this.current = Generation.first(clock);
  }

  public Generation current() {
    return current;
  }

  /** Puts the feed in the place of the one of its name, or adds it behind the others. */
  public synchronized Generation replace(FeedIndex feed) {
    return putInForce(current.with(feed));
  }

  /** Drops a feed; without a feed of this name nothing changes. */
  public synchronized Generation remove(String feed) {
    return putInForce(current.without(feed));
  }

  /** Puts these never-block entries in the place of those before. */
  public synchronized Generation neverBlock(FeedIndex entries) {
    return putInForce(current.withNeverBlock(entries));
  }

  @Override
  public Verdict decide(Evidence evidence) {
    return current.decide(evidence);
  }

  private synchronized Generation putInForce(Generation next) {
    current = next;
    return next;
  }
}
