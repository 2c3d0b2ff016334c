package io.sekisho.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Messages that a TLS library's own tests and fuzzers collected. */
final class RealHelloTest {
  private static final Path TLS = Path.of(System.getProperty("sekisho.data", "absent"), "tls");

  @Test
  void everyMessageOfTheCorpusReadsTheSameHoweverItComes() throws IOException {
    List<byte[]> corpus = corpus();

    for (byte[] message : corpus) {
      assertThat(HelloReaderTest.readByteByByte(message)).isEqualTo(HelloReaderTest.read(message));
    }
    assertThat(corpus).hasSizeGreaterThan(500);
  }

  @Test
  void theClientHellosOfTheCorpusAreRead() throws IOException {
    List<String> readings = corpus().stream().map(HelloReaderTest::read).toList();

    assertThat(readings).anyMatch(reading -> reading.startsWith("hello "));
  }

  /** It is longer than one record and than the default limit. */
  @Test
  void aClientHelloOf21KilobytesIsReadWhereTheLimitAllowsAndTooLongByDefault() throws IOException {
    Path file = TLS.resolve("rustls/bug2227-clienthello.bin");
    assumeTrue(Files.isReadable(file), "no real hellos");

    String reading = HelloReaderTest.read(Files.readAllBytes(file), 64 * 1024);

    assertThat(reading).startsWith("hello ");
    assertThat(HelloReaderTest.read(Files.readAllBytes(file))).isEqualTo("too long");
  }

  private static List<byte[]> corpus() throws IOException {
    Path file = TLS.resolve("rustls-corpus.zip");
    assumeTrue(Files.isReadable(file), "no corpus");
    List<byte[]> messages = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        messages.add(zip.readAllBytes());
      }
    }
    return messages;
  }
}
