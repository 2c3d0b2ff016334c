package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real list of 1.16 million names, asked for through the proxy. */
final class MillionNamesIT {
  private static final int SAMPLE = 10_000;

  /** Requests sent before their answers are read; all of them fit into the socket buffers. */
  private static final int BATCH = 50;

  @TempDir private Path directory;

  @Test
  void listedNamesAndTheirSubDomainsAreRefused() throws Exception {
    Path list =
        Path.of(System.getProperty("sekisho.data"), "derived/maltrail-domains-unique.txt.gz");
    assumeTrue(Files.exists(list), () -> "no real feeds: " + list);
    List<String> names = sample(list);
    Path copy = Files.copy(list, directory.resolve("names.txt.gz"));
    String yaml =
        """
        explicit: {listen: '127.0.0.1:0'}
        admin: {listen: '127.0.0.1:0'}
        dns: {servers: ['127.0.0.1:1']}
        feeds: [{name: names, url: 'file:%s', public-suffixes: accept}]
        """
            .formatted(copy);

    try (Program program = Program.serving(directory, yaml);
        Socket client = new Socket(program.proxy().getAddress(), program.proxy().getPort())) {
      client.setSoTimeout(30_000);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      int refused = 0;
      for (int from = 0; from < names.size(); from += BATCH) {
        List<String> batch = names.subList(from, Math.min(from + BATCH, names.size()));
        send(client.getOutputStream(), batch);
        refused += refusalsIn(in, batch.size());
      }

      assertThat(refused).isEqualTo(2 * SAMPLE);
    }
  }

  /** Random names of the list, each with a random name below it. */
  private static List<String> sample(Path list) throws IOException {
    List<String> all;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(list)), StandardCharsets.US_ASCII))) {
      all = lines.lines().toList();
    }
    SplittableRandom random = new SplittableRandom(20_261_122);
    List<String> names = new ArrayList<>(2 * SAMPLE);
    for (int i = 0; i < SAMPLE; i++) {
      String name = all.get(random.nextInt(all.size()));
      names.add(name);
      names.add(Integer.toString(random.nextInt(1 << 20), 36) + "." + name);
    }
    return names;
  }

  private static void send(OutputStream out, List<String> names) throws IOException {
    StringBuilder requests = new StringBuilder();
    for (String name : names) {
      requests.append("HEAD http://%1$s/ HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(name));
    }
    out.write(requests.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static int refusalsIn(BufferedReader in, int responses) throws IOException {
    int refused = 0;
    int seen = 0;
    while (seen < responses) {
      String line = in.readLine();
      assertThat(line).as("response %d", seen).isNotNull();
      refused += line.equals("Sekisho-Verdict: hostile") ? 1 : 0;
      seen += line.isEmpty() ? 1 : 0;
    }
    return refused;
  }
}
