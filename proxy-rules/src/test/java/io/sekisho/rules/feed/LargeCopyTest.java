package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies that are larger than what is held of them. */
final class LargeCopyTest {
  private static final int MIB = 1 << 20;
  private static final int HEAP_MIB = 48;
  private static final int COPY_MIB = 192;

  @TempDir private Path directory;

  /** In a JVM of its own, whose heap is a quarter of the copy. */
  @Test
  void aCopyIsReadInLessMemoryThanItsSize() throws Exception {
    Path file = list(COPY_MIB);

    Process reading =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MIB + "m",
                "-cp",
                System.getProperty("java.class.path"),
                Reading.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(reading.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(reading.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said.strip()).isEqualTo("1000 names in " + Files.size(file) + " bytes");
  }

  /** Reads one copy. */
  static final class Reading {
    private Reading() {}

    public static void main(String[] arguments) throws IOException {
      FeedCopy copy = FeedCopy.inFile("large.txt", Path.of(arguments[0]), Texts.MODIFIED);
      String said =
          new FeedReader(Texts.settings("domains"))
              .read(copy)
              .fold(
                  read -> read.index().entries() + " names in " + read.shape().bytes() + " bytes",
                  bad -> bad.failure().toString());
      System.out.println(said);
    }
  }

  @Test
  void aLargeCopyIsReadAgainFromItsFileAndWrittenAsItIs() throws IOException {
    Path file = list(17);
    FeedCopy copy = FeedCopy.inFile("large.txt", file, Texts.MODIFIED);
    Path written = directory.resolve("written");

    try (OutputStream out = Files.newOutputStream(written)) {
      copy.writeTo(out);
    }

    assertThat(copy.file()).contains(file);
    assertThat(written).hasSameBinaryContentAs(file);
    assertThat(FeedCopy.inFile("other", written, Texts.MODIFIED).digest()).isEqualTo(copy.digest());
  }

  @Test
  void aFileThatChangedIsNotWrittenAsTheCopyThatItWas() throws IOException {
    Path file = list(17);
    FeedCopy copy = FeedCopy.inFile("large.txt", file, Texts.MODIFIED);
    Files.writeString(file, "more.example\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> copy.writeTo(OutputStream.nullOutputStream()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("changed while it was read");
  }

  @Test
  void aSmallCopyIsHeldWhateverBecomesOfItsFile() throws IOException {
    Path file = Files.writeString(directory.resolve("small.txt"), "a.example\n");
    FeedCopy copy = FeedCopy.inFile("small.txt", file, Texts.MODIFIED);
    Files.delete(file);

    FeedReading reading = new FeedReader(Texts.settings("domains")).read(copy);

    assertThat(reading.<Integer>fold(read -> read.report().accepted(), bad -> -1)).isEqualTo(1);
  }

  /** A thousand names, over and over. */
  private Path list(int mebibytes) throws IOException {
    StringBuilder block = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      block.append("name-").append(i).append(".example\n");
    }
    byte[] bytes = block.toString().getBytes(StandardCharsets.UTF_8);
    Path file = directory.resolve("large.txt");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (long written = 0; written < (long) mebibytes * MIB; written += bytes.length) {
        out.write(bytes);
      }
    }
    return file;
  }
}
