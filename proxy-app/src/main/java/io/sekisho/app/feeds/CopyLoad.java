package io.sekisho.app.feeds;

import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedReading;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What came of loading one copy. */
sealed interface CopyLoad {

  /** It may take effect. */
  record Good(FeedCopy copy, FeedReading.Read read) implements CopyLoad {
    @Override
    public <R> R fold(Function<Good, R> good, Function<Same, R> same, Function<Bad, R> bad) {
      return good.apply(this);
    }
  }

  /** It is what took effect before. */
  record Same(FeedCopy copy) implements CopyLoad {
    @Override
    public <R> R fold(Function<Good, R> good, Function<Same, R> same, Function<Bad, R> bad) {
      return same.apply(this);
    }
  }

  /**
   * It may not take effect.
   *
   * @param copy null where none could be had
   */
  record Bad(FeedFailure failure, @Nullable FeedCopy copy) implements CopyLoad {
    Bad(FeedFailure failure) {
      this(failure, null);
    }

    @Override
    public <R> R fold(Function<Good, R> good, Function<Same, R> same, Function<Bad, R> bad) {
      return bad.apply(this);
    }
  }

  <R> R fold(Function<Good, R> good, Function<Same, R> same, Function<Bad, R> bad);
}
