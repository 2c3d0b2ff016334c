package io.sekisho.rules.feed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sekisho.rules.indicator.Pattern.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One file of the real feeds, and what an independent reader found in it.
 *
 * @param file below the directory of the feeds
 * @param format the label; {@code -} where there is none for it
 * @param content what {@link #content(FeedReport)} has to be
 */
record RealFeed(String file, Told told, String format, String content) {
  private static final String TABLE = "/feeds/real-feeds.tsv";
  private static final int FIRST_KIND = 3;

  /** What a copy tells about its format. */
  enum Told {
    AUTO,
    SET,
    AMBIGUOUS,
    UNKNOWN
  }

  static List<RealFeed> all() {
    try (InputStream in = Objects.requireNonNull(RealFeed.class.getResourceAsStream(TABLE))) {
      List<String[]> rows =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split("\t", -1))
              .toList();
      return rows.stream().skip(1).map(row -> of(rows.get(0), row)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RealFeed of(String[] header, String[] row) {
    List<String> parts = new ArrayList<>();
    int exceptions = FIRST_KIND + Kind.values().length;
    for (int i = FIRST_KIND; i <= exceptions; i++) {
      parts.add(row[i].equals("0") ? "" : header[i] + "=" + row[i]);
    }
    String rejected = row[exceptions + 1];
    if (!rejected.equals("-")) {
      Arrays.stream(rejected.split(" ")).map(reason -> "rejected:" + reason).forEach(parts::add);
    }
    Told told = Told.valueOf(row[1].toUpperCase(Locale.ROOT));
    return new RealFeed(row[0], told, row[2], joined(parts.stream()));
  }

  /** The counts of a report that are not 0, in the words of the table. */
  static String content(FeedReport report) {
    Stream<String> kinds =
        Arrays.stream(Kind.values())
            .map(kind -> counted(kind.label(), report.indicators().getOrDefault(kind, 0)));
    Stream<String> exceptions = Stream.of(counted("exceptions", report.exceptions()));
    Stream<String> rejected =
        report.rejected().entrySet().stream()
            .map(entry -> counted("rejected:" + entry.getKey().label(), entry.getValue()))
            .sorted();
    return joined(Stream.of(kinds, exceptions, rejected).flatMap(part -> part));
  }

  private static String counted(String what, int count) {
    return count == 0 ? "" : what + "=" + count;
  }

  private static String joined(Stream<String> parts) {
    return parts.filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
  }

  FeedCopy copy() throws IOException {
    return copy(directory().resolve(file));
  }

  static FeedCopy copy(Path path) throws IOException {
    return new FeedCopy(path.getFileName().toString(), Files.readAllBytes(path), Instant.EPOCH);
  }

  /** Where the feeds are; without them the test is skipped. */
  static Path directory() {
    return data("feeds");
  }

  static Path data(String file) {
    Path path = path(file);
    assumeTrue(Files.exists(path), "no data at " + path);
    return path;
  }

  /** Where a file of the data is, or would be. */
  static Path path(String file) {
    return Path.of(System.getProperty("sekisho.data", "absent"), file);
  }

  @Override
  public String toString() {
    return file;
  }
}
