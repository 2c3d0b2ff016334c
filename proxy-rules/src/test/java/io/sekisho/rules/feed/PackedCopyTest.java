package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken out of zip archives, and which archives are refused. */
final class PackedCopyTest {
  private static final String LIST = "a.example\nb.example\n";
  private static final int FLAGS_OF_FIRST_ENTRY = 6;

  @Test
  void theOneFileInAZipIsTheCopy() throws IOException {
    FeedReading reading = read(zip(Map.of("c2.txt", LIST)));

    assertThat(told(reading)).isEqualTo("2 entries");
  }

  @Test
  void directoriesInAZipDoNotCount() throws IOException {
    Map<String, String> contents = new LinkedHashMap<>();
    contents.put("lists/", "");
    contents.put("lists/c2.txt", LIST);

    FeedReading reading = read(zip(contents));

    assertThat(told(reading)).isEqualTo("2 entries");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/cron.d/x", "/etc/passwd", "C:\\x", "a\u0000b", "名前.txt"})
  void theNameOfTheFileMeansNothing(String name) throws IOException {
    FeedReading reading = read(zip(Map.of(name, LIST)));

    assertThat(told(reading)).isEqualTo("2 entries");
  }

  @Test
  void aZipWithMoreThanOneFileIsRefused() throws IOException {
    Map<String, String> contents = new LinkedHashMap<>();
    contents.put("c2.txt", LIST);
    contents.put("more.txt", LIST);

    FeedReading reading = read(zip(contents));

    assertThat(told(reading)).startsWith("broken-archive").contains("more than one file");
  }

  @Test
  void aZipWithoutAFileIsRefused() throws IOException {
    FeedReading empty = read(zip(Map.of()));
    FeedReading directory = read(zip(Map.of("lists/", "")));

    assertThat(told(empty)).startsWith("broken-archive").contains("without a file");
    assertThat(told(directory)).startsWith("broken-archive").contains("without a file");
  }

  @Test
  void anEncryptedZipIsRefused() throws IOException {
    byte[] packed = zip(Map.of("c2.txt", LIST));
    packed[FLAGS_OF_FIRST_ENTRY] |= 1;

    FeedReading reading = read(packed);

    assertThat(told(reading)).startsWith("broken-archive").contains("encrypted");
  }

  @Test
  void aZipThatWasCutAnywhereIsRefused() throws IOException {
    byte[] packed = zip(Map.of("c2.txt", LIST));

    for (int length = Packing.MAGIC; length < packed.length - 21; length++) {
      FeedReading reading = read(Arrays.copyOf(packed, length));

      assertThat(told(reading)).as("cut to %d", length).startsWith("broken-archive");
    }
  }

  @Test
  void aZipWhoseContentWasChangedIsRefused() throws IOException {
    byte[] packed = zip(Map.of("c2.txt", "a.example\nb.example\n".repeat(50)));
    packed[40] ^= 0x55;

    FeedReading reading = read(packed);

    assertThat(told(reading)).startsWith("broken-archive");
  }

  @Test
  void anArchiveWithinAnArchiveIsRefused() throws IOException {
    byte[] inner = zip(Map.of("c2.txt", LIST));

    FeedReading zipped = read(zipOf("inner.zip", inner));
    FeedReading gzipped = read(gzip(inner));
    FeedReading twice = read(gzip(gzip(LIST.getBytes(StandardCharsets.UTF_8))));

    assertThat(told(zipped)).startsWith("broken-archive").contains("archive within an archive");
    assertThat(told(gzipped)).startsWith("broken-archive").contains("archive within an archive");
    assertThat(told(twice)).startsWith("broken-archive").contains("archive within an archive");
  }

  @Test
  void aZipThatGrowsBeyondBoundsIsRefused() throws IOException {
    byte[] bomb = zip(Map.of("c2.txt", "a.example\n".repeat(1_000_000)));

    FeedReading reading = read(bomb);

    assertThat(told(reading)).startsWith("too-large");
  }

  private static FeedReading read(byte[] packed) {
    return new FeedReader(Texts.settings("domains"))
        .read(new FeedCopy("c2.zip", packed, Texts.MODIFIED));
  }

  private static String told(FeedReading reading) {
    return reading.fold(
        read -> read.report().accepted() + " entries", bad -> bad.failure().toString());
  }

  private static byte[] zip(Map<String, String> contents) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      for (Map.Entry<String, String> entry : contents.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return packed.toByteArray();
  }

  private static byte[] zipOf(String name, byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      out.putNextEntry(new ZipEntry(name));
      out.write(content);
    }
    return packed.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
