package io.sekisho.app.feeds.http;

import io.sekisho.rules.feed.FeedFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What came of asking a server once. */
public sealed interface Download {

  /** How long the server wants to be left alone (Retry-After); null where it does not say. */
  @Nullable Duration pause();

  /** The status of the answer; null where there was none. */
  @Nullable Integer status();

  /**
   * A copy was received whole, and is in the file that was given for it.
   *
   * @param modified when the server says that it was made, else when it came
   */
  record Fresh(Validators validators, Instant modified, @Nullable Duration pause)
      implements Download {
    @Override
    public Integer status() {
      return Status.OK;
    }

    @Override
    public <R> R fold(
        Function<Fresh, R> fresh, Function<Unchanged, R> unchanged, Function<Failed, R> failed) {
      return fresh.apply(this);
    }
  }

  /** The server still has the copy that was received before. */
  record Unchanged(@Nullable Duration pause) implements Download {
    @Override
    public Integer status() {
      return Status.NOT_MODIFIED;
    }

    @Override
    public <R> R fold(
        Function<Fresh, R> fresh, Function<Unchanged, R> unchanged, Function<Failed, R> failed) {
      return unchanged.apply(this);
    }
  }

  /** There is no copy. */
  record Failed(FeedFailure failure, @Nullable Integer status, @Nullable Duration pause)
      implements Download {
    @Override
    public <R> R fold(
        Function<Fresh, R> fresh, Function<Unchanged, R> unchanged, Function<Failed, R> failed) {
      return failed.apply(this);
    }
  }

  <R> R fold(
      Function<Fresh, R> fresh, Function<Unchanged, R> unchanged, Function<Failed, R> failed);
}
