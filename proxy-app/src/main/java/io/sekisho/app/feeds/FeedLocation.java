package io.sekisho.app.feeds;

import io.sekisho.app.feeds.http.HttpSource;
import java.nio.file.Path;
import java.util.function.Function;

/** Where the copies of a feed come from, or what takes their place. */
public sealed interface FeedLocation {

  /** A file, which is watched. */
  record InFile(Path file) implements FeedLocation {
    @Override
    public <R> R fold(
        Function<InFile, R> inFile, Function<OnWeb, R> onWeb, Function<Posted, R> posted) {
      return inFile.apply(this);
    }
  }

  /** A web server, which is asked now and then. */
  record OnWeb(HttpSource source) implements FeedLocation {
    @Override
    public <R> R fold(
        Function<InFile, R> inFile, Function<OnWeb, R> onWeb, Function<Posted, R> posted) {
      return onWeb.apply(this);
    }
  }

  /** No copies: changes are posted to the admin listener. */
  record Posted() implements FeedLocation {
    @Override
    public <R> R fold(
        Function<InFile, R> inFile, Function<OnWeb, R> onWeb, Function<Posted, R> posted) {
      return posted.apply(this);
    }
  }

  <R> R fold(Function<InFile, R> inFile, Function<OnWeb, R> onWeb, Function<Posted, R> posted);
}
