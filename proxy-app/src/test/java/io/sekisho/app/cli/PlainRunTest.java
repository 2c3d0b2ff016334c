package io.sekisho.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.config.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without the library is read as the library does. */
final class PlainRunTest {
  private static final String NO_PORT = "no port is opened in this test";

  @TempDir private Path directory;

  @Test
  void fileAloneIsUnderstood() {
    assertThat(PlainRun.of(List.of("run", "--config", "a.yaml")))
        .contains(new PlainRun(new ConfigFile(Path.of("a.yaml"))));
    assertThat(PlainRun.of(List.of("run", "-c", "a.yaml")))
        .contains(new PlainRun(new ConfigFile(Path.of("a.yaml"))));
    assertThat(PlainRun.of(List.of("run"))).contains(new PlainRun(new ConfigFile(null)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "check",
        "run --help",
        "run -c",
        "run -c -x",
        "run -c @a",
        "run -c a b",
        "-c a"
      })
  void allElseIsLeftToTheLibrary(String arguments) {
    assertThat(PlainRun.of(List.of(arguments.split(" ", -1)))).isEmpty();
  }

  @Test
  void argumentsMeanWhatTheyMeanToTheLibrary() throws IOException {
    List<String> words =
        List.of(
            "run",
            "-c",
            "--config",
            written("one.yaml", "one").toString(),
            written("two.yaml", "two").toString(),
            written("@three.yaml", "three").toString(),
            "--config=" + directory.resolve("one.yaml"),
            "-c" + directory.resolve("one.yaml"),
            "@" + directory.resolve("one.yaml"),
            directory.resolve("missing.yaml").toString(),
            "--",
            "-h",
            "");
    Random random = new Random(20261124);
    int plain = 0;
    for (int i = 0; i < 10_000; i++) {
      List<String> arguments = new ArrayList<>(List.of("run"));
      for (int left = random.nextInt(4); left > 0; left--) {
        arguments.add(words.get(random.nextInt(words.size())));
      }
      Optional<PlainRun> run = PlainRun.of(arguments);
      if (run.isPresent() && run.get().config().path() != null) {
        plain++;
        assertThat(plainly(run.get())).as("%s", arguments).isEqualTo(byLibrary(arguments));
      }
    }
    assertThat(plain).isGreaterThan(100);
  }

  private Path written(String name, String state) throws IOException {
    return Files.writeString(directory.resolve(name), "state: " + state);
  }

  /** What came of it: where the state was to be, or what was said. */
  private record Outcome(int status, List<Path> states, String said) {}

  private static Outcome plainly(PlainRun run) {
    List<Path> states = new ArrayList<>();
    StringWriter err = new StringWriter();
    int status = run.execute(refusing(states), new PrintWriter(err));
    return new Outcome(status, states, err.toString());
  }

  private static Outcome byLibrary(List<String> arguments) {
    List<Path> states = new ArrayList<>();
    StringWriter err = new StringWriter();
    int status =
        SekishoCommand.with(refusing(states))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    return new Outcome(status, states, err.toString());
  }

  private static Service.Launcher refusing(List<Path> states) {
    return (Configuration configuration) -> {
      states.add(configuration.state());
      throw new IOException(NO_PORT);
    };
  }
}
