package io.sekisho.rules.snapshot;

import io.sekisho.rules.Evidence;
import io.sekisho.rules.Policy;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.match.ClaimStore;
import io.sekisho.rules.match.Compaction;
import io.sekisho.rules.match.FeedIndex;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * The rules in force. A change makes the next generation and puts it in the place of the last by
 * one write, so a decision sees either all of a change or nothing of it. Any thread may change and
 * ask; changes wait for each other, decisions wait for nothing.
 */
public final class LiveRules implements Policy {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final InstantSource clock;
  private ClaimListener keeper = ClaimListener.NONE;
  private volatile Generation current;

  public LiveRules(InstantSource clock) {
    this.clock = clock;
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
    FeedIndex keyed = feed.keyed(current.claims().key()); // nobody waits while that takes long
    return change(
        generation -> generation.with(generation.claims().with(keyed)),
        (before, after) -> keeper.replaced(keyed, before, after));
  }

  /** Drops a feed; without a feed of this name nothing changes. */
  public Generation remove(String feed) {
    return change(
        generation -> generation.with(generation.claims().without(feed)),
        (before, after) -> keeper.removed(feed, after));
  }

  /**
   * Merges the levels of the claims into one, and leaves out what has ended. It takes a while, on
   * the calling thread, and changes no answer; decisions and changes go on meanwhile.
   *
   * @param pause called now and then
   * @throws io.sekisho.rules.match.NoRoomToMergeException where it would take more memory than
   *     there is; the levels stay
   */
  public void compact(Runnable pause) {
    Compaction compaction = Compaction.of(current.claims(), clock.instant(), pause);
    settle(compaction);
  }

  /**
   * Puts changes into a level where they are many, and merges small levels. It takes milliseconds,
   * on the calling thread, and changes no answer; decisions and changes go on meanwhile. Without it
   * one in thousands of changes takes as long.
   *
   * @param pause called now and then
   */
  public void tidy(Runnable pause) {
    ClaimStore claims = current.claims();
    if (claims.isWorthSettling()) {
      settle(Compaction.ofSmall(claims, pause));
    }
  }

  /**
   * Puts what a compaction has made in the place of what it was made of, unless that is gone.
   * Changes wait only where one came while what came before was counted.
   */
  public void settle(Compaction compaction) {
    ClaimStore seen = current.claims();
    ClaimStore settled = compaction.apply(seen);
    synchronized (this) {
      ClaimStore now = current.claims();
      current = current.holding(now == seen ? settled : compaction.apply(now));
    }
  }

  /** Has one listener hear every change of the claims, in their order. */
  public synchronized void follow(ClaimListener listener) {
    keeper = listener;
  }

  /** Goes on from claims that an earlier process had; for rules that have none yet. */
  public Generation restore(ClaimStore claims) {
    return change(generation -> generation.with(claims));
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

  @Override
  public boolean asksForFingerprints() {
    return current.asksForFingerprints();
  }

  private Generation change(UnaryOperator<Generation> step) {
    return change(step, (before, after) -> {});
  }

  private Generation change(
      UnaryOperator<Generation> step, BiConsumer<ClaimStore, ClaimStore> telling) {
    Generation before;
    Generation next;
    synchronized (this) {
      before = current;
      next = step.apply(before);
      current = next;
      if (next != before) {
        telling.accept(before.claims(), next.claims());
      }
    }
    if (next != before) {
      listeners.forEach(Runnable::run);
    }
    return next;
  }
}
