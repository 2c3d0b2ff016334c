package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.table.HashKey;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked for in whole levels, and in a store of several of them and of recent changes. */
final class LookUpAllocationTest {
  private static final HashKey KEY = new HashKey(5, 6, 7, 8);
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final String FEED = "feed";
  private static final int ASKED = 300;

  /** The virtual machine takes a few bytes itself now and then, while code is new. */
  private static final int ROUNDS = 10;

  private static final String MOST_LABELS = "a.".repeat(126) + "b";

  /** What is asked for, and how many entries of a level match it; none where it is clean. */
  enum Asked {
    CLEAN_NAME("host%d.not-listed.example", null, 0),
    CLEAN_NAME_WITH_A_PATH("host%d.not-listed.example", "/a/b?c=%d", 0),
    CLEAN_NAME_OF_MOST_LABELS("a.".repeat(125) + "b.c", null, 0),
    BELOW_AN_EXACT_NAME("www.exact%d.example", null, 0),
    SUB_TREE("name%d.example", null, 1),
    BELOW_A_SUB_TREE("a.b.name%d.example", null, 1),
    EXACT_NAME("exact%d.example", null, 1),
    NAME_OF_MOST_LABELS(MOST_LABELS, null, 128),
    CLEAN_V4("198.51.100.%d", "/x", 0),
    LISTED_V4("192.0.2.%d", null, 1),
    CLEAN_V6("2001:db8:1::%d", "/x", 0),
    LISTED_V6("2001:db8::%d", null, 1),
    ENDPOINT("socket%d.example", null, 1),
    URL("url%d.example", "/a/b/c", 1);

    private final String host;
    private final @Nullable String path;
    private final int entries;

    Asked(String host, @Nullable String path, int entries) {
      this.host = host;
      this.path = path;
      this.entries = entries;
    }

    Query query(int number) {
      int last = host.contains("e") ? number : number % 256;
      Endpoint destination = new Endpoint(Host.parse(host.formatted(last)).orElseThrow(), 80);
      Clue clue =
          path == null
              ? new Clue(Clue.Kind.LOOKUP, destination)
              : new Clue(Clue.Kind.LOOKUP, destination, path.formatted(number));
      return Query.formsOf(clue).get(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void askingALevelAllocatesNothingWhateverItFinds(Asked asked) {
    LevelBuilder builder = new LevelBuilder(KEY);
    claims(0, ASKED).forEach(builder::add);
    Level level = builder.build();
    Probe probe = Probe.ofThread();
    int[] wrong = {0};
    Consumer<Query> look =
        query -> {
          probe.hits().clear();
          level.collect(query, probe);
          wrong[0] += probe.hits().count() == asked.entries ? 0 : 1;
        };

    assertThat(leastAllocatedFor(asked, look)).isZero();
    assertThat(wrong[0]).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "CLEAN_NAME",
        "CLEAN_NAME_WITH_A_PATH",
        "CLEAN_NAME_OF_MOST_LABELS",
        "BELOW_AN_EXACT_NAME",
        "CLEAN_V4",
        "CLEAN_V6"
      })
  void askingAStoreAllocatesNothingWhereItFindsNothing(Asked asked) {
    ClaimStore store = store();
    List<Indicator> found = new ArrayList<>();
    Consumer<Query> look = query -> store.collect(query, NOW, found);

    assertThat(leastAllocatedFor(asked, look)).isZero();
    assertThat(found).isEmpty();
    assertThat(store.levels()).isEqualTo(3);
  }

  private static long leastAllocatedFor(Asked asked, Consumer<Query> look) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      least = Math.min(least, allocatedFor(asked, look));
    }
    return least;
  }

  /** The bytes, once it is known what it takes to ask how many they are. */
  private static long allocatedFor(Asked asked, Consumer<Query> look) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<Query> queries = IntStream.range(0, ASKED).mapToObj(asked::query).toList();
    long before = threads.getCurrentThreadAllocatedBytes();
    long toAsk = threads.getCurrentThreadAllocatedBytes() - before;
    long begun = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < queries.size(); i++) {
      look.accept(queries.get(i));
    }
    return threads.getCurrentThreadAllocatedBytes() - begun - toAsk;
  }

  /** A large level, a small one, and a change that is in none. */
  private static ClaimStore store() {
    FeedIndex.Builder other = FeedIndex.builder("other");
    for (int i = 0; i < 2 * ClaimStore.MOST_MERGED_AT_ONCE; i++) {
      other.add(claim("other", new Pattern.SubTree(new HostName("l" + i + ".test"))));
    }
    FeedIndex.Builder feed = FeedIndex.builder(FEED);
    claims(1, ASKED).forEach(feed::add);
    ClaimStore store = ClaimStore.empty(KEY).with(other.build()).with(feed.build());
    Amendment amendment = store.feed(FEED).orElseThrow().amended();
    claims(0, 1).forEach(amendment::add);
    return store.with(amendment.build());
  }

  private static List<Indicator> claims(int from, int to) {
    List<Indicator> claims = new ArrayList<>();
    for (int i = from; i < to; i++) {
      claims.add(claim(FEED, new Pattern.SubTree(new HostName("name" + i + ".example"))));
      claims.add(claim(FEED, new Pattern.ExactName(new HostName("exact" + i + ".example"))));
      claims.add(claim(FEED, new Pattern.Socket(endpoint("socket" + i + ".example"))));
      claims.add(claim(FEED, new Pattern.Url(host("url" + i + ".example"), null, "/a/b")));
    }
    for (int i = 2 * from; i < MOST_LABELS.length(); i += 2) {
      claims.add(claim(FEED, new Pattern.SubTree(new HostName(MOST_LABELS.substring(i)))));
    }
    claims.add(claim(FEED, new Pattern.ExactName(new HostName(MOST_LABELS))));
    claims.add(claim(FEED, addresses("192.0.2.0", 24)));
    claims.add(claim(FEED, addresses("2001:db8::", 48)));
    return claims;
  }

  private static Indicator claim(String feed, Pattern pattern) {
    return new Indicator(pattern, feed, 0, "threat", 90, null);
  }

  private static Pattern addresses(String network, int length) {
    return new Pattern.Addresses(new AddressPrefix(IpAddress.parse(network).orElseThrow(), length));
  }

  private static Endpoint endpoint(String host) {
    return new Endpoint(host(host), 80);
  }

  private static Host host(String text) {
    return Host.parse(text).orElseThrow();
  }
}
