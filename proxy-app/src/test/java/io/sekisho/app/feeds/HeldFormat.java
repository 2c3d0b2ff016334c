package io.sekisho.app.feeds;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FeedFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A format of names whose reading does not come to its end before it may. */
record HeldFormat(FeedFormat names, CountDownLatch released) implements FeedFormat {

  static HeldFormat held() {
    return new HeldFormat(new TellingFormat("held"), new CountDownLatch(1));
  }

  void release() {
    released.countDown();
  }

  @Override
  public String label() {
    return names.label();
  }

  @Override
  public void read(InputStream copy, Consumer<FeedEntry> entries) throws IOException {
    try {
      boolean unused = released.await(WatchedFile.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    names.read(copy, entries);
  }
}
