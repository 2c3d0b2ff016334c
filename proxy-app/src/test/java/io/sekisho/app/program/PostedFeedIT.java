package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar with a feed that is changed over its admin listener. */
final class PostedFeedIT {
  private static final String YAML =
      """
      explicit: {listen: '127.0.0.1:0'}
      admin: {listen: '127.0.0.1:0'}
      dns: {servers: ['127.0.0.1:1']}
      feeds: [{name: soc, url: 'api:', expires: 30d}]
      """;
  private static final int REFUSED = 403;

  @TempDir private Path directory;

  @Test
  void aNameIsRefusedOnceItIsAddedAndNotOnceItIsWithdrawn() throws Exception {
    try (Program program = Program.serving(directory, YAML)) {
      assertThat(connect(program, "evil.example")).isNotEqualTo(REFUSED);

      JsonNode added = change(program, "{\"add\": [\"evil.example\", \"com\"]}");
      assertThat(connect(program, "www.evil.example")).isEqualTo(REFUSED);
      JsonNode withdrawn = change(program, "{\"withdraw\": [\"evil.example\"]}");
      assertThat(connect(program, "www.evil.example")).isNotEqualTo(REFUSED);

      assertThat(added.path("added").asInt()).isEqualTo(1);
      assertThat(added.at("/refused/0/reason").asText()).isEqualTo("single-label");
      assertThat(withdrawn.path("withdrawn").asInt()).isEqualTo(1);
      assertThat(withdrawn.path("generation").asInt())
          .isGreaterThan(added.path("generation").asInt());
      assertThat(program.admin("/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatWasAnsweredSurvivesAKillWithAndWithoutTheSnapshotAndATornLog() throws Exception {
    try (Program program = Program.serving(directory, YAML)) {
      change(program, "{\"add\": [\"one.example\", \"two.example\"]}");
      change(program, "{\"withdraw\": [\"two.example\"]}");
      program.kill();
    }
    try (Program program = Program.serving(directory, YAML)) {
      assertStands(program);
      program.kill();
    }
    Files.deleteIfExists(directory.resolve("sekisho-state/rules.snapshot"));
    Path log = directory.resolve("sekisho-state/feeds/soc.changes");
    Files.writeString(log, "{\"at\":\"2026", StandardOpenOption.APPEND);

    try (Program program = Program.serving(directory, YAML)) {
      assertStands(program);
      assertThat(program.errors()).contains("is not whole, and dropped");
    }
    assertThat(Program.start(directory, "lookup", "one.example", "--config", config()).awaitExit())
        .isEqualTo(1);
  }

  private String config() {
    return directory.resolve("sekisho.yaml").toString();
  }

  private static void assertStands(Program program) throws IOException {
    assertThat(connect(program, "one.example")).isEqualTo(REFUSED);
    assertThat(connect(program, "two.example")).isNotEqualTo(REFUSED);
  }

  private static JsonNode change(Program program, String body)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + program.adminPort() + "/api/v1/feeds/soc/changes");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonMapper().readTree(answer.body());
  }

  /** The status of a CONNECT. */
  private static int connect(Program program, String name) throws IOException {
    try (Socket client = new Socket()) {
      client.setSoTimeout(30_000);
      client.connect(program.proxy());
      OutputStream out = client.getOutputStream();
      String head = "CONNECT " + name + ":443 HTTP/1.1\r\nHost: " + name + ":443\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      byte[] line = client.getInputStream().readNBytes("HTTP/1.1 403".length());
      return Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring(9));
    }
  }
}
