package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar after an end that nobody had planned. */
final class SnapshotIT {
  private static final String YAML =
      """
      explicit: {listen: '127.0.0.1:0'}
      admin: {listen: '127.0.0.1:0'}
      dns: {servers: ['127.0.0.1:1']}
      feeds: [{name: c2, url: 'file:c2.txt'}]
      """;

  @TempDir private Path directory;

  @Test
  void whatWasInForceAtAKillIsInForceAfterItThoughTheFileIsGone() throws Exception {
    Path file = Files.writeString(directory.resolve("c2.txt"), "one.example\n");
    try (Program program = Program.serving(directory, YAML)) {
      Await.that(() -> Files.exists(snapshot()) && journalBytes(program) > 0);
      Files.writeString(file, "one.example\ntwo.example\n");
      Await.that(() -> status(program, "two.example") == 403);
      program.kill();
    }
    Files.move(file, directory.resolve("elsewhere.txt"));
    Files.delete(directory.resolve("sekisho-state/feeds/c2.copy"));

    try (Program next = Program.serving(directory, YAML)) {
      assertThat(status(next, "two.example")).isEqualTo(403);
      assertThat(status(next, "one.example")).isEqualTo(403);
      assertThat(status(next, "three.example")).isNotEqualTo(403);
      Await.that(() -> next.admin("/api/v1/feeds").body().contains("\"last-good\""));
      assertThat(next.admin("/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aFeedThatHasNotChangedIsNotReadAgainAndIsFollowedAsBefore() throws Exception {
    Path file = Files.writeString(directory.resolve("c2.txt"), names(0, 5_000));
    String guarded = YAML + "never-block: [kept.example]\n";
    serveOnce(guarded);

    try (Program program = Program.serving(directory, guarded)) {
      Await.that(() -> program.admin("/api/v1/feeds").body().contains("\"current\""));
      assertThat(program.errors()).contains("feed c2: goes on from what was read before");
      assertThat(program.admin("/api/v1/feeds").body()).contains("\"generation\" : 0");
      assertThat(program.admin("/api/v1/feeds").body()).contains("\"name\" : 5000");

      Files.writeString(directory.resolve("next.txt"), names(1, 5_001));
      Files.move(directory.resolve("next.txt"), file, StandardCopyOption.ATOMIC_MOVE);
      Await.that(() -> status(program, "n5000.example") == 403);
      assertThat(status(program, "n0.example")).isNotEqualTo(403);
      assertThat(status(program, "n1.example")).isEqualTo(403);
      program.terminate();
      assertThat(program.awaitExit()).isZero();
    }

    try (Program other = Program.serving(directory, YAML + "never-block: [n1.example]\n")) {
      assertThat(status(other, "n1.example")).isNotEqualTo(403);
      Await.that(() -> other.admin("/api/v1/feeds").body().contains("\"current\""));
      assertThat(other.errors()).doesNotContain("goes on from what was read before");
    }
  }

  private void serveOnce(String yaml) throws Exception {
    try (Program program = Program.serving(directory, yaml)) {
      Await.that(() -> Files.exists(snapshot()) && journalBytes(program) > 0);
      program.terminate();
      assertThat(program.awaitExit()).isZero();
    }
  }

  @Test
  void aServiceStartsFromWhatWasCompiled() throws Exception {
    Files.writeString(directory.resolve("c2.txt"), "one.example\n");
    Path config = Files.writeString(directory.resolve("sekisho.yaml"), YAML);
    Files.createDirectories(snapshot().getParent());
    String told =
        Program.printing(
            directory, "compile", "--config", config.toString(), "--out", snapshot().toString());
    Files.delete(directory.resolve("c2.txt"));

    try (Program program = Program.serving(directory, YAML)) {
      assertThat(told).contains("rules.snapshot: 1 entries");
      assertThat(status(program, "www.one.example")).isEqualTo(403);
    }
  }

  /** No file may become longer than 512 blocks of 512 or 1024 bytes, as on a disk that is full. */
  @Test
  void aFullDiskDisturbsNobodyAndIsTold() throws Exception {
    Path file = Files.writeString(directory.resolve("c2.txt"), names(0, 100));
    List<String> limited = List.of("sh", "-c", "ulimit -f 512 && exec \"$@\"", "sh");
    try (Program program = Program.servingUnder(limited, directory, YAML)) {
      Await.that(() -> Files.exists(snapshot()));
      Files.writeString(directory.resolve("next.txt"), names(0, 40_000));
      Files.move(directory.resolve("next.txt"), file, StandardCopyOption.ATOMIC_MOVE);

      Await.that(() -> metric(program, "sekisho_snapshot_failing") == 1);

      assertThat(status(program, "n39999.example")).isEqualTo(403);
      assertThat(program.admin("/api/v1/rules").body()).contains("File too large");
      assertThat(program.errors()).contains("rules.snapshot cannot be written");
      program.kill();
    }

    try (Program next = Program.serving(directory, YAML)) {
      assertThat(status(next, "n99.example")).isEqualTo(403);
      Await.that(() -> status(next, "n39999.example") == 403);
    }
  }

  private static String names(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "n" + i + ".example\n")
        .collect(Collectors.joining());
  }

  private Path snapshot() {
    return directory.resolve("sekisho-state/rules.snapshot");
  }

  private static double journalBytes(Program program) throws IOException, InterruptedException {
    return metric(program, "sekisho_journal_bytes");
  }

  private static double metric(Program program, String series)
      throws IOException, InterruptedException {
    return Program.metric(program.admin("/metrics").body(), series);
  }

  private static int status(Program program, String name) throws IOException, InterruptedException {
    return Program.get(program.client(), "http://" + name + "/").statusCode();
  }
}
