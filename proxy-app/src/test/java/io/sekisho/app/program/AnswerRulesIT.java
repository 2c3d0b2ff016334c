package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of the packaged jar that depend on the feed, the evidence and the group. */
final class AnswerRulesIT {
  private static final String RESET = "reset";

  @TempDir private Path directory;

  @BeforeEach
  void lists() throws IOException {
    Files.writeString(directory.resolve("trial.txt"), "trial.test\n");
    Files.writeString(directory.resolve("sure.txt"), "sure.test\n127.0.0.9\n");
  }

  @Test
  void everyHitGetsTheAnswerOfTheFirstRuleThatFits() throws Exception {
    String configuration =
        """
        explicit: {listen: '127.0.0.1:0', connect-ports: [443, 80]}
        admin: {listen: '127.0.0.1:0'}
        egress: {private-addresses: allow}
        dns:
          servers: ['127.0.0.1:1']
          hosts: {trial.test: 127.0.0.1, clean.test: 127.0.0.9, c2-test.sekisho.invalid: 127.0.0.1}
        feeds:
          - {name: trial, url: 'file:trial.txt'}
          - {name: sure, url: 'file:sure.txt', special-purpose: accept}
        answer:
          redirect-to: 'http://help.example/'
          rules:
            - {feeds: trial, mode: observe}
            - {feeds: sure, evidence: resolved-address, http: reset}
            - {feeds: [sure], listeners: explicit, http: redirect, connect: reset}
        groups:
          - {name: strict, clients: 127.0.0.3, answer: {rules: [{feeds: trial, http: reset}]}}
        """;
    try (WebServer web = new WebServer();
        Program program = Program.serving(directory, configuration)) {
      assertThat(get("trial.test", "127.0.0.1", program, web)).startsWith("HTTP/1.1 200 ");
      assertThat(get("sure.test", "127.0.0.1", program, web))
          .startsWith("HTTP/1.1 302 ")
          .contains("Location: http://help.example/");
      assertThat(get("clean.test", "127.0.0.1", program, web)).isEqualTo(RESET);
      assertThat(get("c2-test.sekisho.invalid", "127.0.0.1", program, web))
          .startsWith("HTTP/1.1 403 ");
      assertThat(get("trial.test", "127.0.0.3", program, web)).isEqualTo(RESET);
      assertThat(connect("sure.test:443", program)).isEqualTo(RESET);
      assertThat(connect("c2-test.sekisho.invalid:443", program)).startsWith("HTTP/1.1 403 ");
    }
  }

  private static String get(String name, String from, Program program, WebServer web)
      throws IOException {
    return exchange(
        "GET http://%1$s:%2$d/ HTTP/1.1\r\nHost: %1$s:%2$d\r\nConnection: close\r\n\r\n"
            .formatted(name, web.port()),
        from,
        program);
  }

  private static String connect(String target, Program program) throws IOException {
    return exchange(
        "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(target), "127.0.0.1", program);
  }

  private static String exchange(String request, String from, Program program) throws IOException {
    try (Socket client =
        new Socket(
            program.proxy().getAddress(),
            program.proxy().getPort(),
            InetAddress.getByName(from),
            0)) {
      client.setSoTimeout(10_000);
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (SocketException e) {
      return RESET;
    }
  }
}
