package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Client groups of the packaged jar, whose clients have several addresses of loopback. */
final class GroupsIT {
  private static final String LISTED = "c2-test.sekisho.invalid";
  private static final String TRIAL = "127.0.0.2";
  private static final String GUEST = "127.0.0.3";

  @TempDir private Path directory;

  @Test
  void everyGroupHasItsOwnTreatmentUntilSighupTakesItAway() throws Exception {
    String everybody =
        """
        explicit: {listen: '127.0.0.1:0'}
        admin: {listen: '127.0.0.1:0'}
        egress: {private-addresses: allow}
        dns: {servers: ['127.0.0.1:1'], hosts: {%s: 127.0.0.1}}
        answer: {redirect-to: 'http://help.example/'}
        """
            .formatted(LISTED);
    String groups =
        """
        groups:
          - {name: trial, clients: %s, mode: observe}
          - {name: guests, clients: [%s, 192.0.2.0/24], answer: {http: redirect}}
        """
            .formatted(TRIAL, GUEST);
    try (WebServer web = new WebServer();
        Program program = Program.serving(directory, everybody + groups)) {
      assertThat(ask("127.0.0.1", program, web)).startsWith("HTTP/1.1 403 ");
      assertThat(ask(TRIAL, program, web)).startsWith("HTTP/1.1 200 ");
      assertThat(ask(GUEST, program, web))
          .startsWith("HTTP/1.1 302 ")
          .contains("Location: http://help.example/");
      Await.that(
          () ->
              program.output().contains("\"group\":\"trial\"")
                  && program.output().contains("\"group\":\"guests\""));

      Files.writeString(
          directory.resolve("sekisho.yaml"),
          everybody.replace("answer: {redirect-to: 'http://help.example/'}\n", ""));
      program.hangUp();

      Await.that(() -> ask(TRIAL, program, web).startsWith("HTTP/1.1 403 "));
      assertThat(ask(GUEST, program, web)).startsWith("HTTP/1.1 403 ");
    }
  }

  private static String ask(String from, Program program, WebServer web) throws IOException {
    String request =
        "GET http://%1$s:%2$d/ HTTP/1.1\r\nHost: %1$s:%2$d\r\nConnection: close\r\n\r\n"
            .formatted(LISTED, web.port());
    try (Socket client =
        new Socket(
            program.proxy().getAddress(),
            program.proxy().getPort(),
            InetAddress.getByName(from),
            0)) {
      client.setSoTimeout(10_000);
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
