package io.sekisho.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class FeedCommandTest {
  private static final String LISTED =
      """
      {"feeds": [
        {"name": "c2", "role": "feed", "state": "last-good", "age-seconds": 3700, "format": "domains",
         "indicators": {"name": 1200, "address": 3}, "rejected": {"empty-label": 2},
         "fault": "shrunk", "detail": "c2.txt has 1 entry", "failed-at": "2026-01-01T00:00:00Z",
         "hits": 7, "suspects": 1},
        {"name": "allow.txt", "role": "never-block", "state": "untried"}]}
      """;

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void whatTheServiceSaysOfItsFeedsIsListed() throws IOException {
    HttpServer service = serving(200, LISTED);

    int status = run("feed", "--config", configuration(service.getAddress().getPort()));
    service.stop(0);

    assertThat(status).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString().lines())
        .containsExactly(
            "c2: last-good, read 1h 1m ago, format domains, 7 hits, 1 suspects",
            "  entries: name 1,200, address 3",
            "  rejected lines: empty-label 2",
            "  ALARM shrunk: c2.txt has 1 entry (2026-01-01T00:00:00Z)",
            "never-block allow.txt: untried");
  }

  @Test
  void withoutAServiceTheFeedsAreReadHereAndNothingIsWritten() throws IOException {
    int status = run("feed", "--json", "--config", configuration(closedPort()));

    JsonNode feed = new JsonMapper().readTree(out.toString()).at("/feeds/0");
    assertThat(status).isZero();
    assertThat(err.toString()).startsWith("no service answers at http://127.0.0.1:");
    assertThat(feed.path("state").asText()).isEqualTo("current");
    assertThat(feed.at("/indicators/name").asInt()).isEqualTo(2);
    assertThat(feed.at("/rejected/empty-label").asInt()).isEqualTo(1);
    assertThat(feed.has("hits")).isFalse();
    assertThat(directory.resolve("sekisho-state")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"404, {}", "200, <html>"})
  void anotherProgramOnThePortIsNoService(int answer, String body) throws IOException {
    HttpServer other = serving(answer, body);

    run("feed", "--config", configuration(other.getAddress().getPort()));
    other.stop(0);

    assertThat(err.toString()).startsWith("no service answers");
    assertThat(out.toString()).startsWith("c2: current");
  }

  @Test
  void aConfigurationWithoutFeedsSaysSo() throws IOException {
    Path file = Files.writeString(directory.resolve("none.yaml"), admin(closedPort()));

    run("feed", "--config", file.toString());

    assertThat(out.toString()).isEqualToIgnoringNewLines("no feeds are configured");
  }

  private String configuration(int port) throws IOException {
    Files.writeString(directory.resolve("c2.txt"), "a.example\nb..example\nc.example\n");
    String feeds = "feeds: [{name: c2, url: 'file:c2.txt', format: domains}]\n";
    return Files.writeString(directory.resolve("sekisho.yaml"), admin(port) + feeds).toString();
  }

  private static String admin(int port) {
    return "admin: {listen: '127.0.0.1:" + port + "'}\n";
  }

  private static HttpServer serving(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/api/v1/feeds",
        exchange -> {
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private int run(String... arguments) {
    CommandLine line =
        SekishoCommand.with(
            configuration -> {
              throw new IOException("not in this test");
            });
    return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }
}
