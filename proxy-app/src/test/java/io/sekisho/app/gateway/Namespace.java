package io.sekisho.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace, which is a machine as far as its network goes. It has no name, and is gone
 * once the process that holds it and those that were started in it are.
 */
final class Namespace implements AutoCloseable {
  private static final String HOLD = "ip link set lo up && echo ready && exec cat";
  private static final int MOST_SECONDS = 60;

  private final Process holder;
  private final List<String> runner;

  private Namespace(Process holder, List<String> runner) {
    this.holder = holder;
    this.runner = runner;
  }

  /** How a program ended, and what it wrote, its complaints included. */
  record Ending(int status, String output) {

    /** What it wrote, where it ended well. */
    String success() {
      assertThat(status).as(output).isZero();
      return output;
    }
  }

  /** A new one; the test is skipped where none can be had. It goes with the JVM at the latest. */
  static Namespace create() throws IOException {
    Process holder =
        new ProcessBuilder("unshare", "--net", "sh", "-c", HOLD).redirectErrorStream(true).start();
    BufferedReader said = holder.inputReader(StandardCharsets.UTF_8);
    String first = said.readLine();
    assumeTrue("ready".equals(first), () -> "no network namespace can be had: " + first);
    return new Namespace(holder, List.of());
  }

  /** The same, where programs run as somebody without rights. */
  Namespace as(String user) {
    return new Namespace(
        holder, List.of("setpriv", "--reuid=" + user, "--regid=nogroup", "--clear-groups"));
  }

  long pid() {
    return holder.pid();
  }

  /** The command that runs another one in here. */
  List<String> inside(String... command) {
    List<String> all = new ArrayList<>(List.of("nsenter", "--net=/proc/" + pid() + "/ns/net"));
    all.addAll(runner);
    all.addAll(List.of(command));
    return all;
  }

  Ending run(String... command) throws IOException, InterruptedException {
    return ended(start(ProcessBuilder.Redirect.PIPE, command));
  }

  /** Runs lines for a shell, each of which has to succeed. */
  String sh(String script) throws IOException, InterruptedException {
    return run("sh", "-euc", script).success();
  }

  /** Runs a program that reads {@code input}. */
  Ending feed(String input, String... command) throws IOException, InterruptedException {
    Process process = start(ProcessBuilder.Redirect.PIPE, command);
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    return ended(process);
  }

  Process start(ProcessBuilder.Redirect output, String... command) throws IOException {
    return new ProcessBuilder(inside(command))
        .redirectErrorStream(true)
        .redirectOutput(output)
        .start();
  }

  private static Ending ended(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
    assertThat(ended).as("still running, after\n%s", output).isTrue();
    return new Ending(process.exitValue(), output);
  }

  @Override
  public void close() {
    holder.destroyForcibly();
  }
}
