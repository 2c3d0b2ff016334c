package io.sekisho.rules.feed;

import com.sun.management.ThreadMXBean;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.FeedIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the next copy of a list costs of which a hundredth has changed, as a delta and built whole:
 * the tables alone, and the reading of the text with them. Rounds of both are interleaved, so that
 * whatever else the machine does meets both. All of it is done on one thread, while the program
 * fills the tables of a large copy on a second. A program, for {@code deploy/bench/RESULTS.md}.
 */
final class DeltaBenchmark {
  private static final Instant SEEN = Instant.parse("2026-03-01T00:00:00Z");
  private static final FeedSettings SETTINGS =
      new FeedSettings(
          "names",
          FormatChoice.DOMAINS,
          FeedSettings.DEFAULT_CONFIDENCE,
          Duration.ofDays(30),
          SpecialPurposeHandling.REFUSE);
  private static final int CHANGED_ONE_IN = 100;

  private final int names;
  private final int rounds;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private DeltaBenchmark(int names, int rounds) {
    this.names = names;
    this.rounds = rounds;
  }

  /** Names, a million unless given, and rounds of each. */
  public static void main(String[] args) {
    int names = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 15;
    new DeltaBenchmark(names, rounds).run();
  }

  private void run() {
    System.out.println(
        "| work | whole, CPU ms | delta, CPU ms | whole, MB | delta, MB | time | allocation |");
    System.out.println("|---|---|---|---|---|---|---|");
    tables();
    texts();
  }

  private void tables() {
    List<Indicator> before = indicators(0);
    List<Indicator> after = indicators(1);
    FeedIndex base = filled(FeedIndex.builder("names"), before);
    report(
        "tables",
        compare(
            () -> filled(FeedIndex.builder("names"), after),
            () -> filled(base.successor(), after)));
  }

  private void texts() {
    FeedCopy before = copy(0);
    FeedCopy after = copy(1);
    FeedIndex base = read(before, FeedIndex.builder("names"));
    report(
        "text and tables",
        compare(
            () -> read(after, FeedIndex.builder("names")), () -> read(after, base.successor())));
  }

  /** Nanoseconds of processor time and bytes of the middle round: whole, delta, whole, delta. */
  private long[] compare(Supplier<FeedIndex> whole, Supplier<FeedIndex> delta) {
    long[][] costs = new long[4][rounds];
    for (int round = -3; round < rounds; round++) {
      long[] ofWhole = cost(whole);
      long[] ofDelta = cost(delta);
      if (round >= 0) {
        costs[0][round] = ofWhole[0];
        costs[1][round] = ofDelta[0];
        costs[2][round] = ofWhole[1];
        costs[3][round] = ofDelta[1];
      }
    }
    return Arrays.stream(costs)
        .mapToLong(cost -> Arrays.stream(cost).sorted().toArray()[rounds / 2])
        .toArray();
  }

  private long[] cost(Supplier<FeedIndex> work) {
    System.gc();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long start = threads.getCurrentThreadCpuTime();
    FeedIndex index = work.get();
    long nanos = threads.getCurrentThreadCpuTime() - start;
    long bytes = threads.getCurrentThreadAllocatedBytes() - allocated;
    if (index.entries() != names) {
      throw new IllegalStateException(index.toString());
    }
    return new long[] {nanos, bytes};
  }

  private static void report(String work, long[] costs) {
    System.out.printf(
        "| %s | %.0f | %.0f | %.1f | %.1f | 1 : %.1f | 1 : %.1f |%n",
        work,
        costs[0] / 1e6,
        costs[1] / 1e6,
        costs[2] / 1e6,
        costs[3] / 1e6,
        (double) costs[0] / costs[1],
        (double) costs[2] / costs[3]);
  }

  private static FeedIndex filled(FeedIndex.Builder index, List<Indicator> indicators) {
    indicators.forEach(index::add);
    return index.build();
  }

  private static FeedIndex read(FeedCopy copy, FeedIndex.Builder index) {
    EntryCollector collector =
        new EntryCollector(SETTINGS, copy, index, EntryCollector.Checks.none());
    try (CopyStream stream = copy.open()) {
      SETTINGS.format().format().orElseThrow().read(stream, collector);
      return collector.reading(FormatChoice.DOMAINS.format().orElseThrow(), stream.shape()).index();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Indicator> indicators(int generation) {
    List<Indicator> indicators = new ArrayList<>(names);
    for (int i = 0; i < names; i++) {
      Pattern pattern = new Pattern.SubTree(new HostName(name(i, generation)));
      indicators.add(new Indicator(pattern, "names", i + 1, "malware", 90, null));
    }
    return indicators;
  }

  private FeedCopy copy(int generation) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names; i++) {
      text.append(name(i, generation)).append('\n');
    }
    return new FeedCopy("names.txt", text.toString().getBytes(StandardCharsets.UTF_8), SEEN);
  }

  /** About 20 characters, as real lists have. */
  private static String name(int number, int generation) {
    String changed = number % CHANGED_ONE_IN == 0 ? "-" + generation : "";
    return "host-"
        + Integer.toString(number * 31 + 7, 36)
        + changed
        + ".evil"
        + number % 97
        + ".example";
  }
}
