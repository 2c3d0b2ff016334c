package io.sekisho.proxy.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** The program {@code openssl}, with a directory for its files. */
record OpenSsl(Path directory) {
  private static final int PATIENCE_SECONDS = 30;

  OpenSsl {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")));
  }

  /** What it prints, whatever its exit status. */
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  Path write(String name, List<X509Certificate> certificates) throws IOException {
    return Files.writeString(
        directory.resolve(name),
        certificates.stream().map(Certificates::pem).collect(Collectors.joining()));
  }

  /** Whether a device that trusts this root alone accepts what a server of that name sends. */
  String verify(X509Certificate root, List<X509Certificate> sent, String... identity)
      throws IOException, InterruptedException {
    write("root.pem", List.of(root));
    write("leaf.pem", sent.subList(0, 1));
    write("sent.pem", sent);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "verify", "-x509_strict", "-purpose", "sslserver", "-no-CApath", "-no-CAstore"));
    arguments.addAll(List.of("-CAfile", "root.pem", "-untrusted", "sent.pem"));
    arguments.addAll(List.of(identity));
    arguments.add("leaf.pem");
    return run(arguments.toArray(String[]::new));
  }
}
