package io.sekisho.app.feeds.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that promise more than they give, or give it too slowly. */
final class BrokenServerTest {
  private static final Duration SHORT = Duration.ofMillis(700);
  private static final Duration BOUND = Duration.ofSeconds(10);

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "half a body @ HTTP/1.1 200 OK|Content-Length: 400||c2.example| @ incomplete",
        "half a chunk @ HTTP/1.1 200 OK|Transfer-Encoding: chunked||20|c2.exam @ incomplete",
        "no last chunk @ HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|c2| @ incomplete",
        "bad chunk size @ HTTP/1.1 200 OK|Transfer-Encoding: chunked||zz|c2| @ incomplete",
        "huge length @ HTTP/1.1 200 OK|Content-Length: 99999999999||c2 @ too-large",
        "no answer @  @ unreachable",
        "not HTTP @ SSH-2.0-OpenSSH_9.9| @ unreachable",
      })
  void whatIsNotWholeIsAFailure(String what, String script, String fault) throws IOException {
    String answer = script == null ? "" : script.replace("|", "\r\n");
    try (RawServer server = new RawServer(RawServer.sending(answer))) {
      String told = Fetch.of(server.uri("/list.txt"), directory).told();

      assertThat(told).as(what).startsWith(fault + ": ");
    }
  }

  @Test
  void aBodyLongerThanAnnouncedEndsWhereItWasAnnounced() throws IOException {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef";
    try (RawServer server = new RawServer(RawServer.sending(answer))) {
      String told = Fetch.of(server.uri("/list.txt"), directory).told();

      assertThat(told).isEqualTo("fresh: abc");
    }
  }

  @Test
  void aBodyThatDripsIsCutOffWhenTheTimeIsOver() throws IOException {
    try (RawServer server =
        new RawServer(out -> drip(out, "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"))) {
      assertThatItEndsInTime(server);
    }
  }

  @Test
  void aHeadThatDripsIsCutOffWhenTheTimeIsOver() throws IOException {
    try (RawServer server = new RawServer(out -> drip(out, "HTTP/1.1 200 OK\r\nX-Drip: "))) {
      assertThatItEndsInTime(server);
    }
  }

  @Test
  void anUnwantedBodyThatDripsIsNotWaitedFor() throws IOException {
    try (RawServer server =
        new RawServer(out -> drip(out, "HTTP/1.1 500 No\r\nContent-Length: 99999\r\n\r\n"))) {
      long began = System.nanoTime();

      String told = Fetch.of(server.uri("/list.txt"), directory).told();

      assertThat(told).startsWith("http-status: ");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND);
    }
  }

  @Test
  void aServerThatSaysNothingIsCutOff() throws IOException {
    try (RawServer server = new RawServer(out -> TimeUnit.SECONDS.sleep(20))) {
      long began = System.nanoTime();

      String told = Fetch.of(server.uri("/list.txt"), directory).within(SHORT).told();

      assertThat(told).matches("(incomplete|unreachable): .*");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND);
    }
  }

  private void assertThatItEndsInTime(RawServer server) {
    long began = System.nanoTime();

    String told = Fetch.of(server.uri("/list.txt"), directory).within(SHORT).told();

    assertThat(told).startsWith("incomplete: ").contains("took longer than 700 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND);
  }

  /** Faster than any pause that a socket's time-out would notice. */
  private static void drip(OutputStream out, String begin)
      throws IOException, InterruptedException {
    out.write(begin.getBytes(StandardCharsets.ISO_8859_1));
    for (int i = 0; i < 400; i++) {
      out.write('a');
      out.flush();
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
