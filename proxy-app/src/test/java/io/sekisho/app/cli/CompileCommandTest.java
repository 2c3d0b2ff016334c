package io.sekisho.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sekisho.app.snapshot.SnapshotKeeper;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CompileCommandTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aServiceStartsFromWhatWasCompiled() throws IOException {
    Files.writeString(directory.resolve("c2.txt"), "one.example\nb..example\n192.0.2.7\n");
    Path state = Files.createDirectory(directory.resolve("elsewhere"));

    int status = compile(state.resolve("rules.snapshot"));

    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    assertThat(isHostileFrom(state, "www.one.example:443")).isTrue();
    assertThat(isHostileFrom(state, "192.0.2.7:443")).isTrue();
    assertThat(isHostileFrom(state, "two.example:443")).isFalse();
  }

  @Test
  void whatEachFeedBecameIsTold() throws IOException {
    Files.writeString(directory.resolve("c2.txt"), "one.example\nb..example\n192.0.2.7\n");
    Path file = directory.resolve("rules.snapshot");

    compile(file);

    assertThat(out.toString())
        .contains("c2: current")
        .contains("entries: name 1, address 1")
        .contains("rejected lines: empty-label 1")
        .contains("rules.snapshot: 2 entries, %,d bytes".formatted(Files.size(file)));
    assertThat(directory.resolve("sekisho-state")).doesNotExist();
  }

  @Test
  void asJsonItHasTheSame() throws IOException {
    Files.writeString(directory.resolve("c2.txt"), "one.example\n");
    Path file = directory.resolve("rules.snapshot");

    run("compile", "--json", "--config", configuration(), "--out", file.toString());

    JsonNode told = new JsonMapper().readTree(out.toString());
    assertThat(told.at("/feeds/0/indicators/name").asInt()).isEqualTo(1);
    assertThat(told.path("entries").asInt()).isEqualTo(1);
    assertThat(told.path("bytes").asLong()).isEqualTo(Files.size(file));
    assertThat(told.path("seconds").asDouble()).isPositive();
    assertThat(run("snapshot", "info", file.toString())).isZero();
  }

  @Test
  void whereNothingOfAFeedCanBeUsedNothingIsWritten() throws IOException {
    Files.writeString(directory.resolve("c2.txt"), "<html>\n");
    Path file = Files.writeString(directory.resolve("rules.snapshot"), "as it was");

    int status = compile(file);

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("c2: nothing of it counts, because").contains("HTML");
    assertThat(file).hasContent("as it was");
  }

  @Test
  void aLastGoodCopyIsCompiledAndTheRefusalTold() throws IOException {
    Files.writeString(directory.resolve("c2.txt"), "<html>\n");
    keep("c2", "one.example\n");
    Path state = Files.createDirectory(directory.resolve("elsewhere"));

    int status = compile(state.resolve("rules.snapshot"));

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("c2: its last good copy counts, because");
    assertThat(isHostileFrom(state, "one.example:443")).isTrue();
  }

  @Test
  void ofAFeedOnTheWebWhatWasKeptIsCompiled() throws IOException {
    keep("web", "one.example\n");
    Path state = Files.createDirectory(directory.resolve("elsewhere"));
    Path config =
        Files.writeString(
            directory.resolve("web.yaml"),
            "feeds: [{name: web, url: 'https://lists.example/c2.txt', format: domains}]\n");
    String file = state.resolve("rules.snapshot").toString();

    int status = run("compile", "--config", config.toString(), "--out", file);

    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    assertThat(isHostileFrom(state, "one.example:443")).isTrue();
  }

  @Test
  void theDirectoryOfARunningServiceIsLeftAlone() throws IOException {
    Files.writeString(directory.resolve("c2.txt"), "one.example\n");
    Path state = directory.resolve("elsewhere");
    StateLock lock = StateLock.take(state);

    int status = compile(state.resolve("rules.snapshot"));
    lock.close();

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("is in use by another sekisho");
    assertThat(state.resolve("rules.snapshot")).doesNotExist();
  }

  @Test
  void aFileThatCannotBeWrittenIsTold() throws IOException {
    Files.writeString(directory.resolve("c2.txt"), "one.example\n");

    int status = compile(directory.resolve("none/rules.snapshot"));

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("rules.snapshot cannot be written");
  }

  private void keep(String feed, String text) throws IOException {
    Path kept = Files.createDirectories(directory.resolve("sekisho-state/feeds"));
    Files.writeString(kept.resolve(feed + ".copy"), text);
  }

  private static boolean isHostileFrom(Path state, String endpoint) {
    LiveRules rules = new LiveRules(InstantSource.system());
    try (SnapshotKeeper keeper = new SnapshotKeeper(state, rules, InstantSource.system())) {
      assertThat(keeper.restore(Set.of("c2", "web"))).isTrue();
    }
    Clue clue = new Clue(Clue.Kind.LOOKUP, Endpoint.parse(endpoint).orElseThrow());
    return rules.decide(Evidence.of(clue)).isHostile();
  }

  private int compile(Path file) throws IOException {
    return run("compile", "--config", configuration(), "--out", file.toString());
  }

  private String configuration() throws IOException {
    String feeds =
        "feeds: [{name: c2, url: 'file:c2.txt', format: domains, special-purpose: accept}]\n";
    return Files.writeString(directory.resolve("sekisho.yaml"), feeds).toString();
  }

  private int run(String... arguments) {
    CommandLine line =
        SekishoCommand.with(
            configuration -> {
              throw new IOException("not in this test");
            });
    return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }
}
