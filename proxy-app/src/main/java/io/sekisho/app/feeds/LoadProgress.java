package io.sekisho.app.feeds;

import java.time.Duration;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of a reading that takes long, at most once a second. For one thread. */
final class LoadProgress implements IntConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(LoadProgress.class);
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final String name;
  private int last;
  private long toldAt;

  LoadProgress(String name) {
    this.name = name;
  }

  @Override
  public void accept(int entries) {
    long now = System.nanoTime();
    boolean begins = entries <= last || last == 0;
    last = entries;
    if (begins) {
      toldAt = now;
    } else if (now - toldAt >= PAUSE) {
      toldAt = now;
      LOG.info("feed {}: {} entries read", name, String.format("%,d", entries));
    }
  }
}
