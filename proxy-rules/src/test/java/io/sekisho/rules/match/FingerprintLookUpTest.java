package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import io.sekisho.rules.match.table.HashKey;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FingerprintLookUpTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final int CLIENTS = 1_000;
  private static final int LISTED = 300;

  private final ClaimStore store =
      ClaimStore.empty(HashKey.random()).with(feed("one", 0, 200)).with(feed("two", 100, LISTED));

  @Test
  void everyListedClientIsFoundAndNoOther() {
    for (int i = 0; i < CLIENTS; i++) {
      List<Indicator> found = new ArrayList<>();

      store.collect(query(i), NOW, found);

      Pattern itself = new Pattern.Fingerprint(client(i));
      assertThat(found).allMatch(indicator -> indicator.pattern().equals(itself));
      assertThat(found).hasSize(i < 100 || i >= 200 ? i < LISTED ? 1 : 0 : 2);
    }
  }

  @Test
  void aClientThatIsNotListedIsLookedUpWithoutMemory() {
    List<Query> asked = new ArrayList<>();
    for (int i = LISTED; i < CLIENTS; i++) {
      asked.add(query(i));
    }

    long least = Long.MAX_VALUE;
    for (int i = 0; i < 40; i++) {
      least = Math.min(least, allocated(asked));
    }

    assertThat(least).isZero();
  }

  private long allocated(List<Query> asked) {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<Indicator> found = new ArrayList<>();
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < asked.size(); i++) {
      store.collect(asked.get(i), NOW, found);
    }
    return thread.getCurrentThreadAllocatedBytes() - before;
  }

  private static FeedIndex feed(String name, int from, int to) {
    FeedIndex.Builder feed = FeedIndex.builder(name);
    feed.add(claim(name, new Pattern.SubTree(new HostName("bad.example"))));
    for (int i = from; i < to; i++) {
      feed.add(claim(name, new Pattern.Fingerprint(client(i))));
    }
    return feed.build();
  }

  private static Indicator claim(String feed, Pattern pattern) {
    return new Indicator(pattern, feed, 1, null, 90, null);
  }

  private static Query query(int number) {
    Endpoint destination = Endpoint.parse("www.bad.example:443").orElseThrow();
    Clue clue = Clue.ofClient(Clue.Kind.FINGERPRINT, client(number), destination);
    return Query.formsOf(clue).get(0);
  }

  /** Even ones are by JA3, odd ones by JA4. */
  private static TlsClientFingerprint client(int number) {
    return number % 2 == 0
        ? new TlsClientFingerprint(TlsClientFingerprint.Kind.JA3, "%032x".formatted(number))
        : new TlsClientFingerprint(
            TlsClientFingerprint.Kind.JA4, "t13d1516h2_8daaf6152771_%012x".formatted(number));
  }
}
