package io.sekisho.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The units that operators copy, as systemd reads them. */
final class DeployedUnitsTest {
  private static final Path UNITS = Path.of("../deploy/systemd").toAbsolutePath().normalize();

  @Test
  void systemdFindsNothingWrong() throws Exception {
    assumeTrue(Files.isDirectory(UNITS), "no deploy directory here");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "no systemd here");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/java")), "no Java where the units have it");

    String complaints = verify("sekisho.service", "sekisho-gateway-rules.service");

    assertThat(complaints).isEmpty();
  }

  private static String verify(String... units) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("/usr/bin/systemd-analyze", "verify")
            .directory(UNITS.toFile())
            .redirectErrorStream(true);
    for (String unit : units) {
      builder.command().add(UNITS.resolve(unit).toString());
    }
    Process process = builder.start();
    String complaints = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(complaints).isZero();
    return complaints;
  }
}
