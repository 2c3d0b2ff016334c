package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords for the packaged program. */
final class AuthenticationIT {
  private static final String YAML =
      """
      explicit:
        listen: 127.0.0.1:0
        authentication: {htpasswd: users}
      admin: {listen: '127.0.0.1:0'}
      """;

  /** The bcrypt hash of {@code secret}. */
  private static final String HASH = "$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW";

  @TempDir private Path directory;

  @Test
  void sighupTakesUpAChangedPasswordFileAndKeepsTheOldForAFaultyOne() throws Exception {
    write("alice:" + HASH);
    try (Program program = Program.serving(directory, YAML)) {
      assertThat(status(program, "alice")).isEqualTo("403 hostile");
      assertThat(status(program, "bob")).isEqualTo("407 authentication");

      write("bob:" + HASH);
      program.hangUp();
      Await.that(() -> status(program, "bob").equals("403 hostile"));
      assertThat(status(program, "alice")).isEqualTo("407 authentication");
      write("alice:secret");
      program.hangUp();
      Await.that(() -> program.errors().contains("users: line 1 has no hash that is known"));

      assertThat(status(program, "bob")).isEqualTo("403 hostile");
      Await.that(() -> program.output().contains("\"user\":{\"name\":\"bob\"}"));
      assertThat(program.output() + program.errors()).doesNotContain("secret", "$2b$");
      assertThat(program.admin("/metrics").body())
          .contains("sekisho_refusals_total{listener=\"explicit\",reason=\"authentication\"}");
    }
  }

  private void write(String line) throws IOException {
    Files.writeString(directory.resolve("users"), line + "\n");
  }

  /** Status and verdict of a request by this user for what is listed. */
  private static String status(Program program, String user) throws IOException {
    String basic =
        Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
    String request =
        "GET http://c2-test.sekisho.invalid/ HTTP/1.1\r\nHost: c2-test.sekisho.invalid\r\n"
            + "Connection: close\r\nProxy-Authorization: Basic "
            + basic
            + "\r\n\r\n";
    try (Socket client = new Socket(program.proxy().getAddress(), program.proxy().getPort())) {
      client.setSoTimeout(10_000);
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = client.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return answer.replaceAll("(?s)HTTP/1.1 (\\d+) .*Sekisho-Verdict: (\\w+).*", "$1 $2");
    }
  }
}
