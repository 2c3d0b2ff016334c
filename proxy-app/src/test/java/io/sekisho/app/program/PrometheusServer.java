package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sekisho.app.fixtures.DeployedQueries;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Debian's Prometheus with the deployed configuration, but for its target and a quicker pace. */
final class PrometheusServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final int port;

  private PrometheusServer(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** Starts it below a directory, and waits until it has scraped this admin listener. */
  static PrometheusServer scraping(int adminPort, Path parent) throws Exception {
    String program = Promtool.installed("prometheus");
    Path directory = Files.createDirectory(parent.resolve("prometheus"));
    Path configuration = adapted(adminPort, directory);
    Path log = directory.resolve("prometheus.log");
    int port = freePort();
    Process process =
        new ProcessBuilder(
                program,
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + directory.resolve("storage"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    PrometheusServer server = new PrometheusServer(process, log, port);
    try {
      Await.that(server::hasScraped);
    } catch (Exception | AssertionError e) {
      server.close();
      throw e;
    }
    return server;
  }

  private static Path adapted(int adminPort, Path directory) throws IOException {
    try (Stream<Path> files = Files.list(DeployedQueries.RULES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
    Path file = directory.resolve("prometheus.yml");
    String deployed = Files.readString(file);
    String adapted =
        deployed
            .replace("_interval: 15s", "_interval: 1s")
            .replace("\"127.0.0.1:9642\"", "\"127.0.0.1:" + adminPort + "\"");
    assertThat(adapted).isNotEqualTo(deployed).doesNotContain(":9642");
    return Files.writeString(file, adapted);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean hasScraped() throws IOException, InterruptedException {
    assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
    try {
      return !query("sekisho_build_info").isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** The series that an instant query gives; fails where Prometheus cannot evaluate it. */
  List<JsonNode> query(String expression) throws IOException, InterruptedException {
    JsonNode answer =
        get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    assertThat(answer.path("status").asText())
        .as("%s: %s", expression, answer)
        .isEqualTo("success");
    return answer.at("/data/result").findParents("metric");
  }

  /** Every rule, with its health and its alerts. */
  List<JsonNode> rules() throws IOException, InterruptedException {
    return get("/api/v1/rules").findParents("health");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
