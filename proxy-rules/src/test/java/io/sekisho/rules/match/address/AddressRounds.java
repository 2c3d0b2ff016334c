package io.sekisho.rules.match.address;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Look-ups as in {@link AddressBenchmark}, but with all competitors in one process and in turns,
 * another one first in each round, so that whatever else the machine does meets them alike; and all
 * have to find as many. A program: {@code java -cp ... io.sekisho.rules.match.address.AddressRounds
 * V4|V6 PREFIXES THREADS ROUNDS [trie,maps,netty] [FOLDER]}. Into the folder go the prefixes and
 * what is asked, for programs in other languages.
 */
final class AddressRounds {
  private static final int WARM_UP = 3;

  /** Asks all questions of one kind of traffic, and tells how many addresses are listed. */
  @FunctionalInterface
  private interface Competitor {
    int ask(Questions questions);
  }

  private static final class Questions {
    final String name;
    final IpAddress[] addresses;
    final InetSocketAddress[] sockets;
    private @Nullable Integer listed;

    Questions(String name, IpAddress[] addresses) {
      this.name = name;
      this.addresses = addresses;
      this.sockets = AddressBenchmark.Netty.sockets(addresses);
    }

    /** Whoever is asked has to find as many as whoever was asked first. */
    void compare(String who, int found) {
      if (listed == null) {
        listed = found;
        System.out.printf("%s: %,d of %,d are listed%n", name, found, addresses.length);
      } else if (listed != found) {
        throw new IllegalStateException(
            "%s: %s found %,d, not %,d".formatted(name, who, found, listed));
      }
    }
  }

  private final List<Questions> asked;
  private final Map<String, Competitor> competitors = new LinkedHashMap<>();
  private final List<AddressPrefix> prefixes;

  private AddressRounds(AddressBenchmark.Family family, int count) {
    SyntheticPrefixes source =
        switch (family) {
          case V4 -> SyntheticPrefixes.v4(count);
          case V6 -> SyntheticPrefixes.v6(count);
        };
    prefixes = source.prefixes();
    asked =
        List.of(
            new Questions("zipf", source.zipf(AddressBenchmark.LOOK_UPS, 11)),
            new Questions("uniform", source.benign(AddressBenchmark.LOOK_UPS, 12)),
            new Questions("hits", source.hits(AddressBenchmark.LOOK_UPS, 13)));
  }

  public static void main(String[] arguments) throws Exception {
    AddressBenchmark.Family family = AddressBenchmark.Family.valueOf(arguments[0]);
    AddressRounds rounds = new AddressRounds(family, Integer.parseInt(arguments[1]));
    List<String> others = arguments.length > 4 ? List.of(arguments[4].split(",")) : List.of();
    if (arguments.length > 5) {
      rounds.write(Path.of(arguments[5]));
    }
    rounds.addTable();
    if (others.contains("trie")) {
      rounds.addTrie();
    }
    if (others.contains("maps")) {
      rounds.addMaps();
    }
    if (others.contains("netty")) {
      rounds.addNetty();
    }
    for (int threads = 1; threads <= Integer.parseInt(arguments[2]); threads++) {
      rounds.run(threads, Integer.parseInt(arguments[3]));
    }
  }

  private void addTable() {
    AddressList list = new AddressList();
    prefixes.forEach(list::add);
    HashKey key = HashKey.random();
    AddressTable table = AddressTable.over(AddressTable.build(list.sorted(), key), key);
    ThreadLocal<Hits> hits = ThreadLocal.withInitial(Hits::new);
    competitors.put(
        "table", questions -> AddressBenchmark.all(table, questions.addresses, hits.get()));
    System.out.printf("table: %.1f bytes a prefix%n", (double) table.bytes() / table.size());
  }

  private void addTrie() {
    BinaryTrie trie = new BinaryTrie();
    for (int i = 0; i < prefixes.size(); i++) {
      trie.put(prefixes.get(i), i);
    }
    competitors.put("trie", questions -> AddressBenchmark.all(trie, questions.addresses));
  }

  private void addMaps() {
    PrefixMaps maps = new PrefixMaps();
    for (int i = 0; i < prefixes.size(); i++) {
      maps.put(prefixes.get(i), i);
    }
    competitors.put("maps", questions -> AddressBenchmark.all(maps, questions.addresses));
  }

  private void addNetty() {
    AddressBenchmark.Subnets subnets = new AddressBenchmark.Subnets(prefixes);
    competitors.put("netty", questions -> AddressBenchmark.all(subnets, questions.sockets));
  }

  private void run(int threads, int rounds) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    Map<String, double[]> took = new LinkedHashMap<>();
    for (int round = -WARM_UP; round < rounds; round++) {
      for (Questions questions : asked) {
        for (Map.Entry<String, Competitor> each : turned(round + WARM_UP)) {
          double one = took(pool, threads, each.getKey(), each.getValue(), questions);
          if (round >= 0) {
            String label = questions.name + " " + each.getKey();
            took.computeIfAbsent(label, key -> new double[rounds])[round] = one;
          }
        }
      }
    }
    pool.shutdown();
    System.out.println("threads: " + threads);
    took.forEach(AddressRounds::print);
  }

  /** All of them, another one first in each round. */
  private List<Map.Entry<String, Competitor>> turned(int round) {
    List<Map.Entry<String, Competitor>> turned = new ArrayList<>(competitors.entrySet());
    Collections.rotate(turned, -round);
    return turned;
  }

  /**
   * Nanoseconds for one look-up of a thread.
   *
   * @throws IllegalStateException if it finds more or fewer than whoever was asked first
   */
  private static double took(
      ExecutorService pool, int threads, String name, Competitor competitor, Questions questions)
      throws Exception {
    Callable<Integer> asking = () -> competitor.ask(questions);
    long begun = System.nanoTime();
    List<Future<Integer>> found = pool.invokeAll(Collections.nCopies(threads, asking));
    long took = System.nanoTime() - begun;
    for (Future<Integer> each : found) {
      questions.compare(name, each.get());
    }
    return (double) took / AddressBenchmark.LOOK_UPS;
  }

  private static void print(String label, double[] took) {
    Arrays.sort(took);
    System.out.printf("%-14s best %7.1f ns, median %7.1f%n", label, took[0], took[took.length / 2]);
  }

  /** Addresses of 16 bytes; behind that of a prefix one byte, its length. */
  private void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (DataOutputStream out = open(folder.resolve("prefixes"))) {
      for (AddressPrefix prefix : prefixes) {
        write(prefix.network(), out);
        out.writeByte(prefix.length());
      }
    }
    for (Questions questions : asked) {
      try (DataOutputStream out = open(folder.resolve(questions.name))) {
        for (IpAddress address : questions.addresses) {
          write(address, out);
        }
      }
    }
  }

  private static void write(IpAddress address, DataOutputStream out) throws IOException {
    out.writeLong(address.high());
    out.writeLong(address.low());
  }

  private static DataOutputStream open(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }
}
