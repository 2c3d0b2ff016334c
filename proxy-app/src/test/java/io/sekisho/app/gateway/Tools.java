package io.sekisho.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The programs that a test cannot do without. */
public final class Tools {
  private Tools() {}

  /** Without them the test is skipped, or fails where clients must be there. */
  public static void need(String... names) {
    List<String> missing = Arrays.stream(names).filter(name -> !isInstalled(name)).toList();
    if (System.getProperty("sekisho.clients", "").equals("required")) {
      assertThat(missing).as("have to be installed").isEmpty();
    }
    assumeTrue(missing.isEmpty(), () -> missing + " not installed");
  }

  /** Those of administrators are not on everybody's path. */
  private static boolean isInstalled(String name) {
    String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin:/sbin";
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
  }
}
