package io.sekisho.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program of this machine. It knows nothing of whoever runs it: its environment is empty but for
 * what is given here, its home is the directory that it runs in.
 */
record ClientProgram(Path file, Map<String, String> environment) {

  /** The program of that name; without it, the test is skipped, or fails where clients must be. */
  static ClientProgram named(String name) {
    List<Path> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .toList();
    if (System.getProperty("sekisho.clients", "").equals("required")) {
      assertThat(found).as("%s has to be installed", name).isNotEmpty();
    }
    assumeTrue(!found.isEmpty(), () -> name + " is not installed");
    return new ClientProgram(found.get(0), Map.of());
  }

  ClientProgram with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new ClientProgram(file, Map.copyOf(more));
  }

  /** Runs it to its end. */
  Ending run(Path directory, String... arguments) throws IOException, InterruptedException {
    try (ClientProcess process = start(directory, arguments)) {
      return process.ending();
    }
  }

  ClientProcess start(Path directory, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(file.toString());
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(directory, "output", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C.UTF-8"));
    builder.environment().putAll(Map.of("HOME", "" + directory, "TMPDIR", "" + directory));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return new ClientProcess(process, output);
  }

  /**
   * How a run ended.
   *
   * @param output what it wrote, its complaints included
   */
  record Ending(int status, String output) {

    /** What it wrote, where it ended well. */
    String success() {
      assertThat(status).as(output).isZero();
      return output;
    }
  }
}
