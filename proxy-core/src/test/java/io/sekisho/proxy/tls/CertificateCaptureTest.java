package io.sekisho.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.Unpooled;
import io.sekisho.proxy.tls.ServerMessages.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The servers of recorded traffic: fingerprints and names against what tshark and openssl read in
 * the same captures.
 */
final class CertificateCaptureTest {
  private static final Path CAPTURES =
      Path.of(System.getProperty("sekisho.data", "absent"), "pcap", "suricata-verify");

  @Test
  void everyCertificateIsFoundAsOtherProgramsFindIt() throws IOException {
    assumeTrue(Files.isDirectory(CAPTURES), "no captures");
    List<String> found = new ArrayList<>();
    for (Path file : captures()) {
      for (byte[] said : Capture.servers(file)) {
        ServerFlight flight = read(said, said.length);
        if (flight.progress() == Progress.CERTIFICATE) {
          found.add(file.getFileName() + " " + describe(flight.certificate()));
        }
      }
    }

    assertThat(found).containsExactlyInAnyOrderElementsOf(expected());
  }

  @Test
  void everyServerIsReadTheSameByteByByte() throws IOException {
    assumeTrue(Files.isDirectory(CAPTURES), "no captures");
    for (Path file : captures()) {
      for (byte[] said : Capture.servers(file)) {
        ServerFlight whole = read(said, said.length);
        ServerFlight bytes = read(said, 1);

        assertThat(bytes.progress()).as(file.toString()).isEqualTo(whole.progress());
        assertThat(bytes.certificate()).isEqualTo(whole.certificate());
      }
    }
  }

  private static String describe(byte[] certificate) {
    String names =
        CertificateNames.of(certificate).stream()
            .map(Object::toString)
            .sorted()
            .collect(Collectors.joining(","));
    return Certificates.fingerprint(certificate) + " " + names;
  }

  private static ServerFlight read(byte[] said, int piece) {
    ServerFlight flight = new ServerFlight(1 << 16);
    for (int at = 0; at < said.length; at += piece) {
      flight.read(Unpooled.wrappedBuffer(said, at, Math.min(piece, said.length - at)));
    }
    return flight;
  }

  private static List<Path> captures() throws IOException {
    try (Stream<Path> files = Files.list(CAPTURES)) {
      return files.filter(path -> path.toString().endsWith(".pcap")).sorted().toList();
    }
  }

  private static List<String> expected() throws IOException {
    try (InputStream in =
        CertificateCaptureTest.class.getResourceAsStream("/serverhello/captures.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }
}
