package io.sekisho.rules.feed;

import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.Repeated;
import java.util.function.Function;

/** What came of reading one copy. */
public sealed interface FeedReading {

  /**
   * It was read to its end; whether it may take effect is for {@link FeedGate} to say.
   *
   * @param guards that its claims had to pass
   * @param repeated what the copy has more than once
   */
  record Read(FeedIndex index, FeedReport report, CopyShape shape, Guards guards, Repeated repeated)
      implements FeedReading {
    @Override
    public <R> R fold(Function<Read, R> read, Function<Unreadable, R> unreadable) {
      return read.apply(this);
    }
  }

  /** It makes no sense as a whole. */
  record Unreadable(FeedFailure failure) implements FeedReading {
    @Override
    public <R> R fold(Function<Read, R> read, Function<Unreadable, R> unreadable) {
      return unreadable.apply(this);
    }
  }

  <R> R fold(Function<Read, R> read, Function<Unreadable, R> unreadable);
}
