package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Precedence;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one feed as a whole.
 *
 * @param version another one after every change of what the feed claims, also of another process
 * @param since the number of the first level whose claims of it count: older ones are of a time
 *     before all of it was claimed anew
 * @param counts its claims by kind of pattern; every kind is there
 * @param ends of its claims
 * @param precedence what its exceptions do to its claims
 * @param limit when all of it ends at the latest; null where there is no such time
 */
record FeedState(
    String feed,
    UUID version,
    long since,
    Map<Pattern.Kind, Integer> counts,
    int exceptions,
    Ends ends,
    Precedence precedence,
    @Nullable Instant limit) {
  FeedState {
    counts = Collections.unmodifiableMap(new EnumMap<>(counts));
  }

  static FeedState empty(String feed) {
    return of(feed, noCounts(), 0, Ends.NONE, null, 0);
  }

  static FeedState of(
      String feed,
      Map<Pattern.Kind, Integer> counts,
      int exceptions,
      Ends ends,
      @Nullable Instant limit,
      long since) {
    return new FeedState(
        feed, UUID.randomUUID(), since, counts, exceptions, ends, Precedence.EXCEPTION, limit);
  }

  static Map<Pattern.Kind, Integer> noCounts() {
    Map<Pattern.Kind, Integer> counts = new EnumMap<>(Pattern.Kind.class);
    for (Pattern.Kind kind : Pattern.Kind.values()) {
      counts.put(kind, 0);
    }
    return counts;
  }

  FeedState until(@Nullable Instant end) {
    return of(feed, counts, exceptions, ends, end, since).with(precedence);
  }

  /** The same claims, those of levels before this one aside. */
  FeedState since(long level) {
    return new FeedState(feed, version, level, counts, exceptions, ends, precedence, limit);
  }

  /** The same feed, of which so much is counted. */
  FeedState counting(Map<Pattern.Kind, Integer> left, int leftExceptions, Ends leftEnds) {
    return new FeedState(feed, version, since, left, leftExceptions, leftEnds, precedence, limit);
  }

  /** The same claims, as the process that made them knew them. */
  FeedState with(UUID known) {
    return new FeedState(feed, known, since, counts, exceptions, ends, precedence, limit);
  }

  FeedState with(Precedence other) {
    return new FeedState(feed, version, since, counts, exceptions, ends, other, limit);
  }

  int size() {
    int size = 0;
    for (int ofKind : counts.values()) {
      size += ofKind;
    }
    return size;
  }

  /** Whether it claims patterns of this kind, and not all of its claims have ended. */
  boolean has(Pattern.Kind kind, Instant now) {
    return counts.getOrDefault(kind, 0) > 0 && !hasEnded(now) && ends.areAfter(now);
  }

  boolean hasEnded(Instant now) {
    return limit != null && !now.isBefore(limit);
  }
}
