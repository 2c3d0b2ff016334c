package io.sekisho.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The clients of recorded traffic, held against what other programs read in it: names, protocols
 * and JA3 are tshark's and Suricata's, JA4 is its inventors' reference program's.
 */
final class CaptureTest {
  private static final Path CAPTURES =
      Path.of(System.getProperty("sekisho.data", "absent"), "pcap", "suricata-verify");

  @Test
  void everyClientIsReadAsOtherProgramsReadIt() throws IOException {
    List<String> readings = new ArrayList<>();

    clients().forEach((name, said) -> readings.add(name + " " + HelloReaderTest.describe(said)));

    assertThat(readings).containsExactlyElementsOf(expected());
  }

  @Test
  void noClientIsReadOtherwiseByteByByteOrRecordByRecord() throws IOException {
    clients()
        .forEach(
            (name, said) -> {
              String whole = HelloReaderTest.read(said);

              assertThat(HelloReaderTest.readByteByByte(said)).as(name).isEqualTo(whole);
              for (int boundary : recordBoundaries(said)) {
                assertThat(HelloReaderTest.readInTwo(said, boundary))
                    .as("%s cut at %s", name, boundary)
                    .isEqualTo(whole);
              }
            });
  }

  /** What each client said, by capture and number. */
  private static Map<String, byte[]> clients() throws IOException {
    assumeTrue(Files.isDirectory(CAPTURES), "no captures");
    Map<String, byte[]> clients = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(CAPTURES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".pcap")).sorted().toList()) {
        String name = file.getFileName().toString().replace(".pcap", "");
        List<byte[]> said = Capture.clients(file);
        for (int i = 0; i < said.size(); i++) {
          clients.put(name + " " + i, said.get(i));
        }
      }
    }
    return clients;
  }

  private static List<Integer> recordBoundaries(byte[] said) {
    List<Integer> boundaries = new ArrayList<>();
    int at = 0;
    while (at + 5 <= said.length && boundaries.size() < 20) {
      at += 5 + ((said[at + 3] & 0xff) << 8) + (said[at + 4] & 0xff);
      if (at < said.length) {
        boundaries.add(at);
      }
    }
    return boundaries;
  }

  private static List<String> expected() throws IOException {
    try (InputStream in = CaptureTest.class.getResourceAsStream("/clienthello/captures.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }
}
