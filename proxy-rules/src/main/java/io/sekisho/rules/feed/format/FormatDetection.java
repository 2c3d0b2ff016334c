package io.sekisho.rules.feed.format;

import java.util.Set;
import java.util.function.Function;

/** What the lines of a copy tell about its format. */
public sealed interface FormatDetection {
  record Found(FeedFormat format) implements FormatDetection {
    @Override
    public <R> R fold(
        Function<Found, R> found, Function<Unknown, R> unknown, Function<Ambiguous, R> ambiguous) {
      return found.apply(this);
    }
  }

  /**
   * Too many of the lines are in no format known here; this is the first of them.
   *
   * @param text at most {@value FeedEntry.Rejected#MAX_TEXT} characters of it
   */
  record Unknown(int line, String text) implements FormatDetection {
    public Unknown {
      text = FeedEntry.Rejected.shortened(text);
    }

    @Override
    public <R> R fold(
        Function<Found, R> found, Function<Unknown, R> unknown, Function<Ambiguous, R> ambiguous) {
      return unknown.apply(this);
    }
  }

  /** The lines are of more than one format. */
  record Ambiguous(Set<String> labels) implements FormatDetection {
    @Override
    public <R> R fold(
        Function<Found, R> found, Function<Unknown, R> unknown, Function<Ambiguous, R> ambiguous) {
      return ambiguous.apply(this);
    }
  }

  <R> R fold(
      Function<Found, R> found, Function<Unknown, R> unknown, Function<Ambiguous, R> ambiguous);
}
