package io.sekisho.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import io.sekisho.rules.snapshot.file.SnapshotCounts;
import io.sekisho.rules.snapshot.file.SnapshotFile;
import io.sekisho.rules.snapshot.file.SnapshotHeader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class SnapshotInfoCommandTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aSoundSnapshotIsShown() throws IOException {
    int status = run("snapshot", "info", written().toString());

    assertThat(status).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .contains("version 3.0")
        .contains("generation 7")
        .contains("created 2026-03-01T00:00:00Z")
        .contains("changes up to 42")
        .contains("3 names, 0 addresses, 0 keys, 4 claims")
        .contains("sound  section 1 NAME_FILTER");
  }

  @Test
  void asJsonItHasEverythingButTheKey() throws IOException {
    run("snapshot", "info", "--json", written().toString());

    JsonNode info = new JsonMapper().readTree(out.toString());
    assertThat(info.path("sound").asBoolean()).isTrue();
    assertThat(info.at("/counts/claims").asLong()).isEqualTo(4);
    assertThat(info.at("/sections/0/name").asText()).isEqualTo("NAME_FILTER");
    assertThat(info.at("/sections/0/state").asText()).isEqualTo("sound");
    assertThat(info.has("key")).isFalse();
  }

  @Test
  void ofADamagedOneTheRestIsShownAndTheReasonTold() throws IOException {
    Path file = written();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);

    int status = run("snapshot", "info", file.toString());

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("section 1 NAME_FILTER at 4096, 100 bytes: checksum");
    assertThat(out.toString()).contains("generation 7").contains("section-damaged  section 1");
  }

  @Test
  void whatIsNoSnapshotIsTold() throws IOException {
    Path other = Files.writeString(directory.resolve("list.txt"), "c2.example\n".repeat(9));

    int status = run("snapshot", "info", other.toString());

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("does not begin as a snapshot does");
  }

  @Test
  void whatIsNotThereIsTold() {
    int status = run("snapshot", "info", directory.resolve("none").toString());

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("does not exist");
  }

  private Path written() throws IOException {
    Path file = directory.resolve("rules.snapshot");
    Image image = Image.builder().put(Section.NAME_FILTER, ByteBuffer.allocate(100)).build();
    SnapshotHeader header =
        SnapshotHeader.of(
            7,
            Instant.parse("2026-03-01T00:00:00Z"),
            HashKey.random(),
            42,
            new SnapshotCounts(3, 0, 0, 4));
    SnapshotFile.write(file, header, image);
    return file;
  }

  private int run(String... arguments) {
    CommandLine line =
        SekishoCommand.with(
            configuration -> {
              throw new AssertionError("nothing is to run");
            });
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
