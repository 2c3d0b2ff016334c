package io.sekisho.app.feeds;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FeedFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A format of names whose reading throws an error while it is told to. */
record FailingFormat(FeedFormat names, AtomicReference<@Nullable Error> error)
    implements FeedFormat {

  static FailingFormat working() {
    return new FailingFormat(new TellingFormat("failing"), new AtomicReference<>());
  }

  @Override
  public String label() {
    return names.label();
  }

  @Override
  public void read(InputStream copy, Consumer<FeedEntry> entries) throws IOException {
    Error now = error.get();
    if (now != null) {
      throw now;
    }
    names.read(copy, entries);
  }
}
