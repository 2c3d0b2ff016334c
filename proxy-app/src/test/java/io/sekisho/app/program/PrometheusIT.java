package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sekisho.app.fixtures.DeployedQueries;
import io.sekisho.app.fixtures.DeployedQueries.Query;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deployed for Prometheus and Grafana, as Prometheus itself takes it. */
final class PrometheusIT {
  private static final int MOST_ROUNDS = 200;

  @TempDir private Path directory;

  private DeployedQueries deployed;

  @BeforeEach
  void readWhatIsDeployed() throws IOException {
    deployed = DeployedQueries.read();
  }

  @Test
  void configurationAndRulesAreValid() throws Exception {
    String output =
        Promtool.succeeds("", "check", "config", DeployedQueries.RULES + "/prometheus.yml");

    assertThat(output).contains("2 rule files found").doesNotContain("FAILED");
  }

  @Test
  void everyAlertFiresWhenItMustAndIsSilentWhenNot() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("test", "rules"));
    try (Stream<Path> tests = Files.list(DeployedQueries.RULES.resolve("tests"))) {
      tests.map(Path::toString).sorted().forEach(arguments::add);
    }

    String output = Promtool.succeeds("", arguments.toArray(String[]::new));

    assertThat(output).contains("SUCCESS").doesNotContain("FAILED");
  }

  @Test
  void expositionHasNothingThatPrometheusComplainsOf() throws Exception {
    try (WebServer web = new WebServer();
        Program program = Program.serving(directory, configuration())) {
      sendEveryKindOfRequest(program, web);

      String complaints = Promtool.succeeds(program.admin("/metrics").body(), "check", "metrics");

      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void everyQueryOfTheDashboardHasDataAfterTraffic() throws Exception {
    try (WebServer web = new WebServer();
        Program program = Program.serving(directory, configuration());
        PrometheusServer prometheus = PrometheusServer.scraping(program.adminPort(), directory)) {
      Set<String> missing = Set.of("everything");

      for (int round = 0; round < MOST_ROUNDS && !missing.isEmpty(); round++) {
        sendEveryKindOfRequest(program, web);
        missing = missing(prometheus);
      }

      assertThat(missing).isEmpty();
    }
  }

  @Test
  void everyRuleIsEvaluatedAndAHitRaisesItsAlert() throws Exception {
    try (Program program = Program.serving(directory, configuration());
        PrometheusServer prometheus = PrometheusServer.scraping(program.adminPort(), directory)) {
      Await.that(() -> areEvaluated(prometheus.rules()));

      Program.get(program.client(), "http://c2.example/");

      Await.that(() -> firing(prometheus).contains("SekishoHit"));
      assertThat(prometheus.rules())
          .hasSize(deployed.rules().size())
          .allMatch(rule -> rule.get("health").asText().equals("ok"))
          .noneMatch(rule -> rule.path("alerts").toString().contains("error expanding"));
      assertThat(firing(prometheus)).doesNotContain("SekishoHitNotStopped", "SekishoDown");
      for (String restarts : deployed.ofAnnotations()) {
        assertThat(prometheus.query(new Query("", restarts, "").within("15s", "1m"))).isEmpty();
      }
    }
  }

  private static boolean areEvaluated(List<JsonNode> rules) {
    return rules.stream().noneMatch(rule -> rule.get("health").asText().equals("unknown"));
  }

  private static List<String> firing(PrometheusServer prometheus) throws Exception {
    return prometheus.query("ALERTS{alertstate=\"firing\"}").stream()
        .map(series -> series.at("/metric/alertname").asText())
        .toList();
  }

  /** The queries of panels that give no value, or not the labels that their legends name. */
  private Set<String> missing(PrometheusServer prometheus) throws Exception {
    Set<String> missing = new TreeSet<>();
    for (Query query : deployed.ofDashboard()) {
      String expression = query.within("15s", "1m");
      List<JsonNode> series = prometheus.query(expression);
      if (series.stream().noneMatch(one -> isShown(one, query))) {
        missing.add(query.name() + ": " + expression + " gives " + series);
      }
    }
    return missing;
  }

  private static boolean isShown(JsonNode series, Query query) {
    return !series.at("/value/1").asText().equals("NaN")
        && query.legendLabels().stream().allMatch(series.get("metric")::has);
  }

  private void sendEveryKindOfRequest(Program program, WebServer web) throws Exception {
    HttpClient client = program.client();
    String origin = "http://origin.example:" + web.port() + "/";
    assertThat(Program.get(client, origin).statusCode()).isEqualTo(200);
    assertThat(Program.get(client, "http://c2.example/").statusCode()).isEqualTo(403);
    assertThat(Program.get(client, "http://127.0.0.1:" + program.adminPort() + "/").statusCode())
        .isEqualTo(403);
    assertThat(Program.get(client, "http://origin.example:1/").statusCode()).isEqualTo(502);
    assertThat(answer(program, "CONNECT c2.example:443 HTTP/1.1\r\nHost: c2.example\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ");
    assertThat(answer(program, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  private static String answer(Program program, String request) throws IOException {
    try (Socket client = new Socket(program.proxy().getAddress(), program.proxy().getPort())) {
      client.setSoTimeout(10_000);
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private String configuration() throws IOException {
    Files.writeString(directory.resolve("c2.txt"), "c2.example\nlocalhost\n");
    Files.writeString(directory.resolve("allow.txt"), "good.example\n");
    return """
        explicit: {listen: '127.0.0.1:0'}
        admin: {listen: '127.0.0.1:0'}
        egress: {private-addresses: allow}
        dns: {servers: ['127.0.0.1:1'], hosts: {origin.example: 127.0.0.1}}
        feeds: [{name: c2, url: 'file:c2.txt', format: domains}]
        never-block: [{file: allow.txt}]
        """;
  }
}
