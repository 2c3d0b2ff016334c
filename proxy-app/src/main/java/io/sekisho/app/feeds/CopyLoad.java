package io.sekisho.app.feeds;

import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedReading;
import java.util.function.Function;

/** What came of loading one copy. */
sealed interface CopyLoad {

  /** It may take effect. */
  record Good(FeedCopy copy, FeedReading.Read read) implements CopyLoad {
    @Override
    public <R> R fold(
        Function<Good, R> good, Function<Same, R> same, Function<FeedFailure, R> bad) {
      return good.apply(this);
    }
  }

  /** It is what took effect before. */
  record Same() implements CopyLoad {
    @Override
    public <R> R fold(
        Function<Good, R> good, Function<Same, R> same, Function<FeedFailure, R> bad) {
      return same.apply(this);
    }
  }

  /** It may not take effect. */
  record Bad(FeedFailure failure) implements CopyLoad {
    @Override
    public <R> R fold(
        Function<Good, R> good, Function<Same, R> same, Function<FeedFailure, R> bad) {
      return bad.apply(failure);
    }
  }

  <R> R fold(Function<Good, R> good, Function<Same, R> same, Function<FeedFailure, R> bad);
}
