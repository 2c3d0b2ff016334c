package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Prometheus's own checks, and where its programs are. */
final class Promtool {
  private Promtool() {}

  /** The program of that name; without it the test is skipped, or fails where it is required. */
  static String installed(String name) {
    boolean found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    if (System.getProperty("sekisho.clients", "").equals("required")) {
      assertThat(found).as("%s has to be installed", name).isTrue();
    }
    assumeTrue(found, () -> name + " is not installed");
    return name;
  }

  /**
   * Runs {@code promtool ARGUMENTS} to its end.
   *
   * @param input what it reads from its standard input
   * @return all that it wrote
   */
  static String succeeds(String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(installed("promtool")));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (OutputStream to = process.getOutputStream()) {
      to.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
