package io.sekisho.app.snapshot;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FeedFormat;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A name in each line; it counts the lines that were read of all copies. */
final class CountingFormat implements FeedFormat {
  private final AtomicInteger lines = new AtomicInteger();

  /** How many since it was asked last. */
  int linesRead() {
    return lines.getAndSet(0);
  }

  @Override
  public String label() {
    return "counting";
  }

  @Override
  public Lines lines() {
    return Lines.ALONE;
  }

  @Override
  public void read(InputStream copy, Consumer<FeedEntry> entries) throws IOException {
    BufferedReader text = new BufferedReader(new InputStreamReader(copy, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = text.readLine(); line != null; line = text.readLine()) {
      lines.incrementAndGet();
      entries.accept(new FeedEntry.Claim(new Pattern.SubTree(new HostName(line)), ++number));
    }
  }
}
