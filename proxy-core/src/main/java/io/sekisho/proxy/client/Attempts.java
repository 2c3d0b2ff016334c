package io.sekisho.proxy.client;

import io.netty.util.concurrent.Ticker;
import io.sekisho.proxy.Headcount;
import io.sekisho.rules.indicator.IpAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many passwords each client address may try: {@link #MOST} a minute, those under way and those
 * that failed together. An IPv6 client counts as its /64. The addresses that were not heard of for
 * longest are forgotten beyond {@link #MOST_ADDRESSES}. Safe for several threads.
 */
final class Attempts {
  static final int MOST = 30;
  static final int MOST_ADDRESSES = 10_000;
  static final Duration SPAN = Duration.ofMinutes(1);

  private final Ticker ticker;
  private final Map<IpAddress, Spent> spent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<IpAddress, Spent> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  Attempts(Ticker ticker) {
    this.ticker = ticker;
  }

  /** What one address has used of its minute. */
  private static final class Spent {
    private final long endNanos;
    private int count;

    Spent(long endNanos) {
      this.endNanos = endNanos;
    }
  }

  /** Takes one attempt; false where none is left. */
  synchronized boolean take(IpAddress client) {
    long now = ticker.nanoTime();
    IpAddress key = Headcount.client(client);
    Spent current = spent.get(key);
    if (current == null || current.endNanos - now <= 0) {
      current = new Spent(now + SPAN.toNanos());
      spent.put(key, current);
    }
    if (current.count == MOST) {
      return false;
    }
    current.count++;
    return true;
  }

  /** The attempt that was taken did not fail. */
  synchronized void giveBack(IpAddress client) {
    Spent current = spent.get(Headcount.client(client));
    if (current != null && current.count > 0) {
      current.count--;
    }
  }
}
