package io.sekisho.rules.indicator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Vectors and lists that are kept outside the project; a test that needs them skips without. */
final class TestData {
  private TestData() {}

  static InputStream unpacked(String file) throws IOException {
    Path path = Path.of(System.getProperty("sekisho.data", "absent"), file);
    assumeTrue(Files.exists(path), "no data");
    return new GZIPInputStream(Files.newInputStream(path), 1 << 16);
  }
}
