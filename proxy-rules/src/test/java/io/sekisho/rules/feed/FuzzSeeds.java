package io.sekisho.rules.feed;

import io.sekisho.rules.feed.format.FormatChoice;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** What mutations begin from: a short sample of every format, and the heads of real files. */
final class FuzzSeeds {
  private static final int HEAD = 4 << 10;

  /** By format; the heads of files in none of them are under {@code -}. */
  private final Map<String, List<byte[]>> byFormat = new TreeMap<>();

  FuzzSeeds() throws IOException {
    for (String label : labels()) {
      seedsOf(label).add(sample(label));
    }
    for (RealFeed feed : RealFeed.all()) {
      Path path = RealFeed.path("feeds/" + feed.file());
      if (Files.exists(path)) {
        seedsOf(feed.format()).add(head(path));
      }
    }
  }

  private List<byte[]> seedsOf(String format) {
    return byFormat.computeIfAbsent(format, key -> new ArrayList<>());
  }

  /** The labels of the formats that a feed may be said to have. */
  static List<String> labels() {
    return FormatChoice.labels().stream().filter(label -> !label.equals("auto")).toList();
  }

  private static byte[] sample(String label) throws IOException {
    String name = "/feeds/samples/" + label + ".txt";
    try (InputStream in =
        Objects.requireNonNull(FuzzSeeds.class.getResourceAsStream(name), "no sample " + name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] head(Path path) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path));
        InputStream unpacked = path.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return unpacked.readNBytes(HEAD);
    }
  }

  /**
   * The next text to read: a seed of the format, changed, maybe with a piece of another format's.
   * For {@code auto} it is a seed of any format.
   */
  byte[] next(String format, SplittableRandom random) {
    byte[] bytes = one(byFormat.getOrDefault(format, List.of()), random);
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      bytes = Mutation.any(random).apply(bytes, one(List.of(), random), random);
    }
    return bytes;
  }

  private byte[] one(List<byte[]> seeds, SplittableRandom random) {
    if (seeds.isEmpty()) {
      List<List<byte[]>> all = List.copyOf(byFormat.values());
      return one(all.get(random.nextInt(all.size())), random);
    }
    return seeds.get(random.nextInt(seeds.size()));
  }
}
