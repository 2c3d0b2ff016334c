package io.sekisho.app.program;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A program whose answer depends on the address that the client has on this machine, and people's
 * programs as its clients.
 */
record Ladder(Program program, WebServer web) implements AutoCloseable {
  static final String LISTED = "c2-test.sekisho.invalid";

  private static final String YAML =
      """
      explicit: {listen: '127.0.0.1:0', connect-ports: [443, %d]}
      admin: {listen: '127.0.0.1:0'}
      egress: {private-addresses: allow}
      dns: {servers: ['127.0.0.1:1'], hosts: {origin.example: 127.0.0.1}}
      answer: {http: drop, connect: drop}
      groups:
        - {name: alert, clients: 127.0.0.2, answer: {tls: alert}}
        - {name: reset, clients: 127.0.0.3, answer: {http: reset, connect: reset}}
        - {name: drop, clients: 127.0.0.4, answer: {tls: drop}}
        - {name: tarpit, clients: 127.0.0.5, answer: {http: tarpit, connect: tarpit, tls: tarpit}}
      limits: {drop-time: 3s, tarpit-pace: 100ms, tarpit-time: 3s, held-answers-per-client: 3}
      """;

  /** Where in a flow the listed name stands. */
  enum Place {
    REQUEST,
    CONNECT,
    HELLO
  }

  /** How a program ended, and what it wrote, its complaints included. */
  record Ended(int status, String output) {}

  static Ladder open(Path directory) throws Exception {
    WebServer web = new WebServer();
    return new Ladder(Program.serving(directory, YAML.formatted(web.port())), web);
  }

  /** The test is skipped without them. */
  static void need(String... programs) {
    String[] path = System.getenv("PATH").split(File.pathSeparator, -1);
    for (String program : programs) {
      assumeThat(Arrays.stream(path).anyMatch(at -> Files.isExecutable(Path.of(at, program))))
          .as(program)
          .isTrue();
    }
  }

  /** Asks for the listed name from an address of this machine, with so many seconds of patience. */
  Ended curl(String from, Place place, int seconds) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("curl", "-q", "-sSk", "--noproxy", ""));
    command.addAll(List.of("--interface", from, "--max-time", Integer.toString(seconds)));
    command.addAll(List.of("--proxy", "http://" + proxy()));
    switch (place) {
      case REQUEST -> command.add("http://" + LISTED + "/");
      case CONNECT -> command.add("https://" + LISTED + "/");
      case HELLO -> {
        command.addAll(List.of("--connect-to", "::origin.example:" + web.port()));
        command.add("https://" + LISTED + ":" + web.port() + "/");
      }
    }
    return run(command);
  }

  /** Begins a handshake with the listed name inside a tunnel. */
  Ended openssl(String from) throws IOException, InterruptedException {
    return run(
        List.of(
            "timeout",
            "20",
            "openssl",
            "s_client",
            "-proxy",
            proxy(),
            "-bind",
            from,
            "-connect",
            "origin.example:" + web.port(),
            "-servername",
            LISTED));
  }

  Ended chromium(Path home, String uri) throws IOException, InterruptedException {
    return run(Browser.visiting(uri, home, "--proxy-server=" + proxy()));
  }

  private String proxy() throws IOException {
    return "127.0.0.1:" + program.proxy().getPort();
  }

  private static Ended run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  @Override
  public void close() {
    program.close();
    web.close();
  }
}
