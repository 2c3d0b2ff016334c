package io.sekisho.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sekisho.app.fixtures.DeployedQueries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard as Grafana reads it. */
final class DashboardTest {
  private static final int OLDEST_SCHEMA = 39;
  private static final int WIDTH = 24;
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");
  private static final Set<String> BUILT_IN = Set.of("__rate_interval", "__range", "__interval");

  private final DeployedQueries deployed = DeployedQueries.read();

  DashboardTest() throws IOException {}

  @Test
  void hasTheRowsThatAnOperatorLooksFor() {
    assertThat(deployed.dashboard().get("uid").asText()).isEqualTo("sekisho");
    assertThat(deployed.dashboard().get("schemaVersion").asInt())
        .isGreaterThanOrEqualTo(OLDEST_SCHEMA);
    assertThat(texts(deployed.panels().stream().filter(DashboardTest::isRow), "title"))
        .containsExactly("Overview", "Traffic", "Blocks", "Feeds", "Health", "Saturation");
  }

  @Test
  void everyPanelIsNamedExplainedAndInAUnit() {
    assertThat(panels())
        .allSatisfy(
            panel -> {
              assertThat(panel.path("description").asText()).isNotBlank();
              assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
              assertThat(panel.path("targets")).isNotEmpty();
              assertThat(unit(panel)).as(panel.get("title").asText()).isNotEmpty();
            });
    assertThat(texts(deployed.panels().stream(), "title")).doesNotHaveDuplicates();
    assertThat(texts(deployed.panels().stream(), "id")).doesNotHaveDuplicates();
  }

  private static String unit(JsonNode panel) {
    String heatmap = panel.at("/options/yAxis/unit").asText();
    boolean isState = panel.get("type").asText().equals("state-timeline");
    return isState ? "state" : heatmap + panel.at("/fieldConfig/defaults/unit").asText();
  }

  @Test
  void panelsLieInTheGridAndNotOnEachOther() {
    Set<String> taken = new HashSet<>();

    for (JsonNode panel : deployed.panels()) {
      assertThat(cells(panel.get("gridPos"))).as(panel.get("title").asText()).allMatch(taken::add);
    }
  }

  private static List<String> cells(JsonNode place) {
    int left = place.get("x").asInt();
    int top = place.get("y").asInt();
    assertThat(left + place.get("w").asInt()).isLessThanOrEqualTo(WIDTH);
    List<String> cells = new ArrayList<>();
    for (int x = left; x < left + place.get("w").asInt(); x++) {
      for (int y = top; y < top + place.get("h").asInt(); y++) {
        cells.add(x + "," + y);
      }
    }
    return cells;
  }

  @Test
  void everyVariableIsDefinedAndEveryOneIsUsed() {
    Set<String> defined =
        Set.copyOf(texts(stream(deployed.dashboard().at("/templating/list")), "name"));
    String used = deployed.dashboard().get("panels").toString();

    assertThat(VARIABLE.matcher(used).results().map(m -> m.group(1)))
        .allMatch(name -> defined.contains(name) || BUILT_IN.contains(name));
    assertThat(defined).contains("datasource", "instance", "listener", "feed");
    assertThat(defined).allMatch(name -> used.contains("$" + name) || used.contains("${" + name));
  }

  @Test
  void ratesGoByTheScrapeIntervalAndEverySeriesHasAName() {
    assertThat(deployed.ofDashboard())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            query -> {
              assertThat(query.legend()).as(query.name()).isNotEmpty();
              assertThat(query.expression()).doesNotContainPattern("rate\\([^()]*\\[\\d");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"datasources", "dashboards"})
  void provisioningIsOfTheVersionThatGrafanaReads(String kind) throws IOException {
    JsonNode tree =
        new YAMLMapper()
            .readTree(
                DeployedQueries.GRAFANA.resolve("provisioning/" + kind + "/sekisho.yml").toFile());

    assertThat(tree.get("apiVersion").asInt()).isEqualTo(1);
    assertThat(tree.at("/" + (kind.equals("dashboards") ? "providers" : kind) + "/0/name").asText())
        .isNotEmpty();
  }

  @Test
  void everyAlertSaysHowBadItIsAndWhatToDoFirst() throws IOException {
    JsonNode tree =
        new YAMLMapper().readTree(DeployedQueries.RULES.resolve("sekisho.alerts.yml").toFile());

    List<JsonNode> alerts =
        tree.findValues("rules").stream().flatMap(DashboardTest::stream).toList();

    assertThat(alerts)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            alert -> {
              String name = alert.get("alert").asText();
              assertThat(alert.at("/labels/severity").asText())
                  .as(name)
                  .isIn("critical", "warning", "info");
              for (String text : List.of("summary", "description", "runbook")) {
                assertThat(alert.at("/annotations/" + text).asText()).as(name).isNotEmpty();
              }
            });
  }

  /** promtool runs those tests; this looks that there is one for each rule. */
  @Test
  void everyRuleHasAUnitTest() throws IOException {
    StringBuilder tests = new StringBuilder();
    try (Stream<Path> files = Files.list(DeployedQueries.RULES.resolve("tests"))) {
      for (Path file : files.toList()) {
        tests.append(Files.readString(file));
      }
    }

    assertThat(deployed.rules()).allMatch(rule -> tests.indexOf(rule.name()) >= 0);
  }

  private List<JsonNode> panels() {
    return deployed.panels().stream().filter(panel -> !isRow(panel)).toList();
  }

  private static boolean isRow(JsonNode panel) {
    return panel.get("type").asText().equals("row");
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static List<String> texts(Stream<JsonNode> nodes, String key) {
    return nodes.map(node -> node.get(key).asText()).toList();
  }
}
