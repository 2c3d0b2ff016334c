package io.sekisho.app.feeds;

import io.sekisho.app.feeds.FeedStatus.Role;
import io.sekisho.app.feeds.FeedTurn.Direction;
import io.sekisho.rules.feed.FeedFailure;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Tells once when a feed goes bad, and once when it is good again, however often it is tried. */
public final class FeedAlarms {
  private final List<Consumer<FeedTurn>> listeners;
  private final Map<Subject, FeedFailure> raised = new HashMap<>();

  /** What an alarm is about. */
  private record Subject(String name, Role role) {}

  /** Tells the listeners, which must not hold it up. */
  public FeedAlarms(List<Consumer<FeedTurn>> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  /**
   * Compares how every feed stands with how it stood at the last look; one that has not been tried
   * stands as it did. Any thread.
   */
  synchronized void look(List<FeedStatus> feeds, Instant now) {
    Set<Subject> subjects = new HashSet<>();
    for (FeedStatus feed : feeds) {
      Subject subject = new Subject(feed.name(), feed.role());
      subjects.add(subject);
      if (feed.isTried()) {
        turnOf(subject, feed.alarm(now), now);
      }
    }
    raised.keySet().retainAll(subjects);
  }

  private void turnOf(Subject subject, Optional<FeedFailure> alarm, Instant now) {
    FeedFailure before = raised.get(subject);
    if (before == null) {
      alarm.ifPresent(
          failure -> {
            raised.put(subject, failure);
            tell(subject, Direction.FAILED, failure, now);
          });
    } else if (alarm.isEmpty()) {
      raised.remove(subject);
      tell(subject, Direction.RECOVERED, before, now);
    }
  }

  private void tell(Subject subject, Direction direction, FeedFailure failure, Instant now) {
    FeedTurn turn = new FeedTurn(now, subject.name(), subject.role(), direction, failure);
    listeners.forEach(listener -> listener.accept(turn));
  }
}
