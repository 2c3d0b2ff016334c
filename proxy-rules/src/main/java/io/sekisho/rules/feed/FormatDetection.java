package io.sekisho.rules.feed;

import java.util.function.Function;

/** What a copy itself tells about its format. */
sealed interface FormatDetection {
  record Found(FeedFormat format) implements FormatDetection {
    @Override
    public <R> R fold(Function<FeedFormat, R> found, Function<FeedFailure, R> untold) {
      return found.apply(format);
    }
  }

  record Untold(FeedFailure failure) implements FormatDetection {
    @Override
    public <R> R fold(Function<FeedFormat, R> found, Function<FeedFailure, R> untold) {
      return untold.apply(failure);
    }
  }

  <R> R fold(Function<FeedFormat, R> found, Function<FeedFailure, R> untold);
}
