package io.sekisho.rules.snapshot;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.Amendment;
import io.sekisho.rules.match.ClaimStore;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.Query;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * What a change costs who makes it, beside a put into a map, which shows a batch in part, and a
 * compaction those who look up meanwhile. A program: {@code java -cp ...
 * io.sekisho.rules.snapshot.ChangeBenchmark [NAMES]}. Rounds with and without a compaction take
 * turns, at half of one processor as in the service.
 */
final class ChangeBenchmark {
  private static final String FEED = "c2";
  private static final int ROUNDS = 5;
  private static final int QUERIES = 1 << 16;
  private static final long ROUND = TimeUnit.SECONDS.toNanos(2);

  private final LiveRules rules = new LiveRules(InstantSource.system());
  private final SplittableRandom random = new SplittableRandom(1);
  private final List<Query> queries = new ArrayList<>();
  private final Map<Pattern, Indicator> map = new ConcurrentHashMap<>();
  private final int names;
  private int added;

  private ChangeBenchmark(int names) {
    this.names = names;
    FeedIndex.Builder feed = FeedIndex.builder(FEED);
    for (int i = 0; i < names; i++) {
      feed.add(indicator(i));
    }
    rules.replace(feed.build());
    for (int i = 0; i < QUERIES; i++) {
      String host = i % 100 == 0 ? name(random.nextInt(names)) : "benign" + i + ".example";
      Clue clue = new Clue(Clue.Kind.LOOKUP, new Endpoint(new HostName(host), 443));
      queries.addAll(Query.formsOf(clue));
    }
  }

  public static void main(String[] arguments) throws InterruptedException {
    int names = arguments.length == 0 ? 2_000_000 : Integer.parseInt(arguments[0]);
    ChangeBenchmark benchmark = new ChangeBenchmark(names);
    for (int i = 0; i < ROUNDS; i++) {
      benchmark.change(1, 20_000);
      benchmark.putIntoMap(1, 20_000);
      benchmark.change(1_000, 200);
      benchmark.putIntoMap(1_000, 200);
    }
    for (int i = 0; i < ROUNDS; i++) {
      benchmark.lookUp("idle");
      benchmark.compactWhileLookingUp();
    }
  }

  /** Adds so many names at once, so often; the time ends when a look-up finds the last of them. */
  private void change(int size, int times) {
    long[] took = new long[times];
    long tidying = 0;
    for (int i = 0; i < times; i++) {
      List<Indicator> come = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        come.add(indicator(names + added++));
      }
      Query last = Query.formsOf(clueOf(names + added - 1)).get(0);
      long begun = System.nanoTime();
      Amendment amendment = rules.current().feed(FEED).orElseThrow().amended();
      come.forEach(amendment::add);
      rules.replace(amendment.build());
      List<Indicator> found = new ArrayList<>();
      rules.current().claims().collect(last, Instant.now(), found);
      took[i] = System.nanoTime() - begun;
      if (found.size() != 1) {
        throw new IllegalStateException("a change is not in force");
      }
      long tidied = System.nanoTime();
      rules.tidy(() -> {}); // in the service by another thread, now and then
      tidying += System.nanoTime() - tidied;
    }
    print("change of " + size, Arrays.copyOfRange(took, times / 2, times));
    System.out.printf("%-20s %,d ns for each%n", "tidying behind", tidying / times);
  }

  /** The same into a map that has as many, where a batch may be seen in part. */
  private void putIntoMap(int size, int times) {
    long[] took = new long[times];
    for (int i = 0; i < times; i++) {
      List<Indicator> come = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        come.add(indicator(names + added++));
      }
      Pattern last = come.get(size - 1).pattern();
      long begun = System.nanoTime();
      come.forEach(each -> map.put(each.pattern(), each));
      boolean found = map.containsKey(last);
      took[i] = System.nanoTime() - begun;
      if (!found) {
        throw new IllegalStateException("a change is not in force");
      }
    }
    print("map, put " + size, Arrays.copyOfRange(took, times / 2, times));
  }

  private void compactWhileLookingUp() throws InterruptedException {
    AtomicBoolean ended = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              while (!ended.get()) {
                rules.compact(pause());
              }
            });
    thread.start();
    lookUp("compaction");
    ended.set(true);
    thread.join();
  }

  private static Runnable pause() {
    long[] resumed = {System.nanoTime()};
    return () -> {
      LockSupport.parkNanos(System.nanoTime() - resumed[0]);
      resumed[0] = System.nanoTime();
    };
  }

  private void lookUp(String label) {
    long[] took = new long[1 << 20];
    List<Indicator> found = new ArrayList<>();
    Instant now = Instant.now();
    long end = System.nanoTime() + ROUND;
    int count = 0;
    for (long begun = System.nanoTime(); begun < end; count++) {
      ClaimStore claims = rules.current().claims();
      claims.collect(queries.get(random.nextInt(queries.size())), now, found);
      long at = System.nanoTime();
      took[count & (took.length - 1)] = at - begun;
      found.clear();
      begun = System.nanoTime();
    }
    print("look-up, " + label, Arrays.copyOf(took, Math.min(count, took.length)));
  }

  private static void print(String label, long[] took) {
    Arrays.sort(took);
    System.out.printf(
        "%-20s p50 %,9d ns  p99 %,9d ns  p99.9 %,9d ns%n",
        label,
        took[took.length / 2],
        took[(int) (took.length * 0.99)],
        took[(int) (took.length * 0.999)]);
  }

  private static Clue clueOf(int number) {
    return new Clue(Clue.Kind.LOOKUP, new Endpoint(new HostName(name(number)), 443));
  }

  private static Indicator indicator(int number) {
    return new Indicator(
        new Pattern.SubTree(new HostName(name(number))), FEED, number, "malware", 80, null);
  }

  private static String name(int number) {
    long spread = number * 0x9e37_79b9_7f4a_7c15L;
    return Long.toUnsignedString(spread ^ spread >>> 29, 36) + ".com";
  }
}
