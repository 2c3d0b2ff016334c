package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The authority of the packaged program, through a rotation that nobody notices. */
final class AuthorityIT {
  private static final String YAML =
      """
      explicit: {listen: 127.0.0.1:0, connect-ports: [%d]}
      admin: {listen: 127.0.0.1:0}
      egress: {private-addresses: allow}
      dns: {hosts: {origin.example: 127.0.0.1}}
      ca: {passphrase-file: pass}
      """;

  @TempDir private Path directory;

  @BeforeEach
  void writePassphrase() throws Exception {
    Path file = Files.writeString(directory.resolve("pass"), "correct horse battery\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private void ca(String command, String... more) throws Exception {
    Program.printing(directory, arguments(command, more));
  }

  private String[] arguments(String command, String... more) {
    String[] all = new String[4 + more.length];
    System.arraycopy(new String[] {"ca", command, "-c", "sekisho.yaml"}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    return all;
  }

  private static X509Certificate served(Program program, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + program.proxy().getPort() + path);
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(response.body()));
  }

  @Test
  void rotationIsTakenAtSighupWhileATunnelGoesOn() throws Exception {
    try (EchoServer server = new EchoServer()) {
      String yaml = YAML.formatted(server.port());
      Files.writeString(directory.resolve("sekisho.yaml"), yaml);
      ca("init", "--name", "Example CA");
      try (Program program = Program.serving(directory, yaml);
          Conversation tunnel = Conversation.tunnel(program.proxy().getPort(), server)) {
        X509Certificate first = served(program, "/ca.crt");
        assertThat(served(program, "/ca.pem")).isEqualTo(first);
        assertThat(program.admin("/ca").body()).contains("Example CA");

        ca("rotate", "--days", "20");
        program.hangUp();
        Await.that(() -> program.errors().contains("Example CA G2"));

        assertThat(served(program, "/ca.crt").getSubjectX500Principal().getName())
            .isEqualTo("CN=Example CA G2");
        assertThat(program.errors()).contains("ends at").doesNotContain("correct horse");
        tunnel.goesOn();
        long end = served(program, "/ca.crt").getNotAfter().toInstant().getEpochSecond();
        String metrics = program.admin("/metrics").body();
        assertThat(Program.metric(metrics, "sekisho_ca_expiry_timestamp_seconds"))
            .isEqualTo((double) end);
        assertThat(metrics)
            .contains("sekisho_ca_minted_total", "sekisho_ca_reused_total", "sekisho_ca_cached")
            .contains("sekisho_ca_failed_total{reason=\"busy\"}");
      }
    }
  }
}
