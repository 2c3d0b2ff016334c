package io.sekisho.app.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RotatedFileTest {
  @TempDir Path directory;

  @Test
  void fullFilesAreSetAsideAndTheOldestGoes() throws IOException {
    Path file = directory.resolve("events/events.jsonl");
    try (RotatedFile rotated = new RotatedFile(file, 10, 2)) {
      for (int i = 1; i <= 5; i++) {
        rotated.write(bytes("line-" + i + "\n"));
      }
    }

    assertThat(file).hasContent("line-5\n");
    assertThat(file.resolveSibling("events.jsonl.1")).hasContent("line-4\n");
    assertThat(file.resolveSibling("events.jsonl.2")).hasContent("line-3\n");
    assertThat(file.resolveSibling("events.jsonl.3")).doesNotExist();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void lineThatWasTornByAKilledProcessIsEndedFirst() throws IOException {
    Path file = Files.writeString(directory.resolve("events.jsonl"), "{\"torn");
    try (RotatedFile rotated = new RotatedFile(file, 1000, 2)) {
      rotated.write(bytes("{}\n"));
    }

    assertThat(file).hasContent("{\"torn\n{}\n");
  }

  @Test
  void writingResumesWhenTheDirectoryCanBeMadeAgain() throws IOException {
    Path blocker = Files.writeString(directory.resolve("events"), "a file is in the way");
    try (RotatedFile rotated = new RotatedFile(blocker.resolve("events.jsonl"), 1000, 2)) {
      assertThatThrownBy(() -> rotated.write(bytes("{}\n"))).isInstanceOf(IOException.class);
      Files.delete(blocker);

      rotated.write(bytes("{}\n"));
    }

    assertThat(blocker.resolve("events.jsonl")).hasContent("{}\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
