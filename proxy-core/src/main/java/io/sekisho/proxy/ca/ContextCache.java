package io.sekisho.proxy.ca;

import io.netty.handler.ssl.SslContext;
import io.sekisho.rules.indicator.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What was minted of late, and what is being minted. The entry that was not asked for the longest
 * makes room. Safe for several threads.
 */
final class ContextCache {
  /** Of some 5 KiB each. */
  static final int MOST = 2_000;

  /** Far shorter than a minted certificate's validity, so that what is sent is never at its end. */
  static final Duration KEPT = Duration.ofHours(12);

  private static final float LOAD = 0.75f;

  private final Map<Host, Entry> entries =
      new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Host, Entry> eldest) {
          return size() > MOST;
        }
      };

  private record Entry(CompletableFuture<SslContext> context, Instant end) {}

  /**
   * A place in the cache.
   *
   * @param isNew whether whoever asked is the one to fill it
   */
  record Place(CompletableFuture<SslContext> context, boolean isNew) {}

  /** The place of this host, which everybody shares who asks for it. */
  synchronized Place place(Host host, Instant now) {
    Entry entry = entries.get(host);
    if (entry != null && entry.end.isAfter(now)) {
      return new Place(entry.context, false);
    }
    CompletableFuture<SslContext> context = new CompletableFuture<>();
    entries.put(host, new Entry(context, now.plus(KEPT)));
    return new Place(context, true);
  }

  /** Gives up a place that was not filled, so that the next who asks tries again. */
  synchronized void forget(Host host, CompletableFuture<SslContext> context) {
    Entry entry = entries.get(host);
    if (entry != null && entry.context == context) {
      entries.remove(host);
    }
  }

  synchronized int size() {
    return entries.size();
  }
}
