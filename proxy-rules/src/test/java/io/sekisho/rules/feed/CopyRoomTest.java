package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.match.table.TableFullException;
import io.sekisho.rules.memory.MemoryBudget;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CopyRoomTest {
  private static final long MEGABYTE = 1L << 20;

  @Test
  void aCopyWithoutRoomIsRefusedInTheMiddleOfReading() {
    assertThat(failure(MEGABYTE, 100_000))
        .isEqualTo(
            "no-room: feed.txt does not fit into memory: its first 24,576 entries take 1 MB so far, and"
                + " 1 MB are left");
  }

  @Test
  void aCopyThatIsReadAndCannotBeCompiledIsRefusedWithWhatThatWouldNeed() {
    assertThat(failure(5 * MEGABYTE, 100_000))
        .startsWith("no-room: feed.txt does not fit into memory: to compile its 100,000 entries")
        .endsWith(" MB, 5 MB are free");
  }

  @Test
  void aCopyThatDoesNotFitIntoATableIsRefusedWithWhatItWouldTake() {
    String text = "a.example\n".repeat(20_000);

    FeedReading reading =
        new FeedReader(Texts.settings("domains"))
            .read(
                Texts.copy(text),
                null,
                null,
                entries -> {
                  throw new TableFullException("a list of names", 2_200, 2_100);
                });

    assertThat(reading.<String>fold(read -> "", bad -> bad.failure().toString()))
        .isEqualTo(
            "no-room: feed.txt does not fit into a table: a list of names would take 2,200 bytes,"
                + " more than 2,100");
  }

  /** Whatever the heap, in a JVM of its own: the copy is read or refused, and nothing else. */
  @ParameterizedTest
  @CsvSource({"20, no-room", "28, no-room", "40, no-room", "52, read or no-room", "96, read"})
  void aCopyIsReadOrRefusedButNeverEndsInAnErrorOfTheHeap(int megabytes, String expected)
      throws Exception {
    Process reading =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                Reading.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(reading.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(reading.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(expected.split(" or ")).contains(said.split("[: ]", 2)[0]);
  }

  /** Reads a copy that is unpacked as it is read. */
  static final class Reading {
    private static final int NAMES = 250_000;

    private Reading() {}

    public static void main(String[] arguments) throws IOException {
      FeedCopy copy = new FeedCopy("names.txt.gz", packed(), Texts.MODIFIED);
      String said =
          new FeedReader(Texts.settings("domains"))
              .read(copy)
              .fold(read -> "read " + read.index().entries(), bad -> bad.failure().toString());
      System.out.println(said);
    }

    private static byte[] packed() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(bytes))) {
        for (int i = 0; i < NAMES; i++) {
          out.write(("a-rather-long-name-" + i + ".example\n").getBytes(StandardCharsets.UTF_8));
        }
      }
      return bytes.toByteArray();
    }
  }

  private static String failure(long free, int names) {
    MemoryBudget budget = new MemoryBudget(() -> free, () -> {});
    CopyBounds bounds = new CopyBounds(Canaries.BUILT_IN, budget);
    FeedReader reader =
        new FeedReader(
            Texts.settings("domains"), () -> new EntryCollector.Checks(Guards.NONE, bounds));
    String text =
        IntStream.range(0, names)
            .mapToObj(i -> "a-rather-long-name-" + i + ".example\n")
            .collect(Collectors.joining());
    return reader.read(Texts.copy(text)).fold(read -> "", bad -> bad.failure().toString());
  }
}
