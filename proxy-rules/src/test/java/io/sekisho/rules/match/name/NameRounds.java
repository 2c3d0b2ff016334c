package io.sekisho.rules.match.name;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Look-ups as in {@link NameBenchmark}, but with all variants in one process and in turns, another
 * one first in each round, so that whatever else the machine does meets them alike; and all have to
 * find as many. A program: {@code java -cp ... io.sekisho.rules.match.name.NameRounds NAMES THREADS
 * ROUNDS MAP,HASHED,PACKED [ZIPF,UNIFORM,HITS,ADVERSARIAL]}.
 */
final class NameRounds {
  private static final int HOSTS = 1 << 19;
  private static final int WARM_UP = 4;

  private final NameList list;
  private final Map<NameBenchmark.Variant, NameBenchmark.Lookup> lookups =
      new EnumMap<>(NameBenchmark.Variant.class);

  private NameRounds(int names, String variants) {
    list = SyntheticNames.list(names, 1);
    Stream.of(variants.split(",", -1))
        .map(NameBenchmark.Variant::valueOf)
        .forEach(variant -> lookups.put(variant, variant.over(list)));
  }

  public static void main(String[] arguments) throws Exception {
    NameRounds rounds = new NameRounds(Integer.parseInt(arguments[0]), arguments[3]);
    String loads = arguments.length > 4 ? arguments[4] : "ZIPF,UNIFORM,HITS,ADVERSARIAL";
    for (String load : loads.split(",", -1)) {
      Hosts hosts = new Hosts(NameBenchmark.Load.valueOf(load), rounds.list);
      for (int threads = 1; threads <= Integer.parseInt(arguments[1]); threads++) {
        rounds.run(load, hosts, threads, Integer.parseInt(arguments[2]));
      }
    }
  }

  private void run(String load, Hosts hosts, int threads, int rounds) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    Map<NameBenchmark.Variant, double[]> took = new EnumMap<>(NameBenchmark.Variant.class);
    for (int round = -WARM_UP; round < rounds; round++) {
      for (NameBenchmark.Variant variant : turned(round + WARM_UP)) {
        double one = took(pool, threads, hosts, variant);
        if (round >= 0) {
          took.computeIfAbsent(variant, key -> new double[rounds])[round] = one;
        }
      }
    }
    pool.shutdown();
    took.forEach((variant, times) -> print(load, threads, variant, times));
  }

  /** All of them, another one first in each round. */
  private List<NameBenchmark.Variant> turned(int round) {
    List<NameBenchmark.Variant> turned = new ArrayList<>(lookups.keySet());
    Collections.rotate(turned, -round);
    return turned;
  }

  /**
   * Nanoseconds for one look-up of a thread.
   *
   * @throws IllegalStateException if it finds more or fewer than whoever was asked first
   */
  private double took(ExecutorService pool, int threads, Hosts hosts, NameBenchmark.Variant variant)
      throws Exception {
    Callable<Integer> asking = hosts.asking(Objects.requireNonNull(lookups.get(variant)));
    long begun = System.nanoTime();
    List<Future<Integer>> found = pool.invokeAll(Collections.nCopies(threads, asking));
    long took = System.nanoTime() - begun;
    for (Future<Integer> each : found) {
      hosts.compare(variant, each.get());
    }
    return (double) took / HOSTS;
  }

  private static void print(
      String load, int threads, NameBenchmark.Variant variant, double[] times) {
    Arrays.sort(times);
    System.out.printf(
        "%-11s threads %d %-6s best %7.1f ns, median %7.1f%n",
        load, threads, variant, times[0], times[times.length / 2]);
  }

  /** What is asked, and how many of it are listed. */
  private static final class Hosts {
    private final AskedHosts hosts;
    private @Nullable Integer listed;

    Hosts(NameBenchmark.Load load, NameList list) {
      hosts = new AskedHosts(load, list, HOSTS);
    }

    /** Asks for all of them, and tells how many are listed. */
    Callable<Integer> asking(NameBenchmark.Lookup lookup) {
      return () -> {
        NameBenchmark.Place place = new NameBenchmark.Place();
        int found = 0;
        for (int i = 0; i < hosts.count(); i++) {
          found += hosts.lookUp(i, lookup, place) >= 0 ? 1 : 0;
        }
        return found;
      };
    }

    /** Whoever is asked has to find as many as whoever was asked first. */
    void compare(NameBenchmark.Variant who, int found) {
      if (listed == null) {
        listed = found;
      } else if (listed != found) {
        throw new IllegalStateException(who + " found " + found + ", not " + listed);
      }
    }
  }
}
