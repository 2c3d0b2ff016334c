package io.sekisho.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedSource;
import io.sekisho.app.feeds.FeedStatus;
import io.sekisho.app.fixtures.Flows;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.DialOutcome;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.Visibility;
import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import io.sekisho.rules.feed.FeedReader;
import io.sekisho.rules.feed.FeedReport;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.guard.Coverage;
import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.guard.GuardReason;
import io.sekisho.rules.guard.GuardSettings;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.guard.ListGuard;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  private static final String COPY =
      "a.example\nb.example\n*.*.example\nc.example\npopular.example\n";
  static final FeedStatus FEED =
      new FeedStatus(
          "names",
          FeedStatus.Role.FEED,
          FeedSource.Requirement.OPTIONAL,
          FeedSource.DEFAULT_REFRESH,
          FeedStatus.Standing.LAST_GOOD,
          Flows.NOON.minusSeconds(90),
          new FeedStatus.Failure(
              new FeedFailure(FeedFault.EMPTY, "names.txt is empty"), Flows.NOON),
          new FeedStatus.InForce(report(), Flows.NOON, 3));

  private final Metrics metrics =
      new Metrics("1.2.3", () -> List.of(FEED), InstantSource.fixed(Flows.NOON));

  @Test
  void suspectVerdictsAreNoHits() {
    Metrics metrics = new Metrics("1.2.3", List::of, InstantSource.system());

    metrics.flows().decided(Flows.suspect("f1"));

    String text = metrics.scrape("").text();
    assertThat(text)
        .contains("sekisho_suspects_total{feed=\"names\",listener=\"explicit\"} 1.0")
        .doesNotContain("sekisho_hits_total{");
  }

  @Test
  void everyNameBeginsWithThePrefix() {
    tellEverything();

    String text = metrics.scrape("").text();

    assertThat(text.lines().filter(line -> !line.startsWith("#")))
        .hasSizeGreaterThan(50)
        .allMatch(line -> line.startsWith("sekisho_"));
  }

  @Test
  void flowsAreCountedByBoundedLabels() {
    tellEverything();

    String text = metrics.scrape("").text();

    assertThat(text.lines())
        .contains(
            "sekisho_connections_total{listener=\"explicit\"} 2.0",
            "sekisho_connections_open{listener=\"explicit\"} 1.0",
            "sekisho_decisions_total{action=\"refuse\",evidence=\"request_target\","
                + "listener=\"explicit\",verdict=\"hostile\"} 1.0",
            "sekisho_decisions_total{action=\"relay\",evidence=\"sni\",listener=\"explicit\","
                + "verdict=\"clean\"} 1.0",
            "sekisho_hits_total{action=\"refuse\",feed=\"names\",listener=\"explicit\"} 1.0",
            "sekisho_refusals_total{listener=\"explicit\",reason=\"port\"} 1.0",
            "sekisho_undecided_total{handling=\"relay\",kind=\"no-sni\",listener=\"explicit\"} 1.0",
            "sekisho_names_disagree_total{listener=\"explicit\"} 1.0",
            "sekisho_flows_judged_total{listener=\"explicit\",reason=\"not-tls\","
                + "visibility=\"address\"} 1.0",
            "sekisho_flows_relayed_total{listener=\"explicit\"} 1.0",
            "sekisho_decision_seconds_bucket{le=\"1.0E-6\"} 1",
            "sekisho_decision_seconds_count 2",
            "sekisho_generation 3.0");
    assertThat(text).doesNotContain("192.0.2.9", "c2.example");
  }

  @Test
  void onlyOpenFlowsThatAreEndedCountAsCut() {
    metrics.flows().decided(Flows.hostile("f1", Action.RESET));
    metrics.flows().decided(Flows.hitWhileOpen("f2", Action.OBSERVE));
    metrics.flows().decided(Flows.hitWhileOpen("f3", Action.RESET));

    assertThat(metrics.scrape("").text().lines())
        .contains(
            "sekisho_flows_cut_total{listener=\"explicit\"} 1.0",
            "sekisho_hits_total{action=\"reset\",feed=\"names\",listener=\"explicit\"} 2.0");
  }

  @Test
  void limitsAndDialsAreCountedFromZero() {
    tellEverything();

    String text = metrics.scrape("").text();

    assertThat(text.lines())
        .contains(
            "sekisho_limits_reached_total{limit=\"header-time\",listener=\"explicit\"} 1.0",
            "sekisho_limits_reached_total{limit=\"pending-dials\",listener=\"explicit\"} 0.0",
            "sekisho_dials_total{listener=\"explicit\",outcome=\"timeout\"} 1.0",
            "sekisho_dials_total{listener=\"explicit\",outcome=\"connected\"} 0.0",
            "sekisho_dials_pending{listener=\"explicit\"} 1.0",
            "sekisho_dials_pending_limit{listener=\"explicit\"} 5000.0",
            "sekisho_connections_limit{listener=\"explicit\"} 20000.0");
  }

  @Test
  void feedsShowAgeEntriesAndFaults() {
    String text = metrics.scrape("").text();

    assertThat(text.lines())
        .contains(
            "sekisho_feed_age_seconds{feed=\"names\",role=\"feed\"} 90.0",
            "sekisho_feed_last_success_timestamp_seconds{feed=\"names\",role=\"feed\"} 1.89349911E9",
            "sekisho_feed_modified_timestamp_seconds{feed=\"names\",role=\"feed\"} 1.8934992E9",
            "sekisho_feed_refresh_seconds{feed=\"names\",role=\"feed\"} 300.0",
            "sekisho_feed_failing{feed=\"names\",role=\"feed\"} 1.0",
            "sekisho_feed_entries{feed=\"names\",kind=\"name\",role=\"feed\"} 3.0",
            "sekisho_feed_rejected_lines{feed=\"names\",reason=\"forbidden-character\","
                + "role=\"feed\"} 1.0",
            "sekisho_feed_guarded_claims{effect=\"suppress\",feed=\"names\","
                + "reason=\"popular\",role=\"feed\"} 1.0");
  }

  @Test
  void whatHasNotHappenedYetIsCountedAsZero() {
    metrics.flows().configured("explicit", Limits.DEFAULTS);

    assertThat(metrics.scrape("").text().lines())
        .contains(
            "sekisho_connections_total{listener=\"explicit\"} 0.0",
            "sekisho_connections_open{listener=\"explicit\"} 0.0",
            "sekisho_flows_relayed_total{listener=\"explicit\"} 0.0",
            "sekisho_flows_judged_total{listener=\"explicit\",reason=\"sni\",visibility=\"name\"}"
                + " 0.0",
            "sekisho_flows_judged_total{listener=\"explicit\",reason=\"ech\","
                + "visibility=\"blind\"} 0.0",
            "sekisho_flows_cut_total{listener=\"explicit\"} 0.0",
            "sekisho_names_disagree_total{listener=\"explicit\"} 0.0",
            "sekisho_refusals_total{listener=\"explicit\",reason=\"timeout\"} 0.0",
            "sekisho_undecided_total{handling=\"reset\",kind=\"ech\",listener=\"explicit\"} 0.0",
            "sekisho_hits_total{action=\"observe\",feed=\"names\",listener=\"explicit\"} 0.0",
            "sekisho_hits_total{action=\"refuse\",feed=\"names\",listener=\"explicit\"} 0.0");
  }

  @Test
  void readinessAndTheLoopsAreAskedAtEachScrape() {
    AtomicBoolean ready = new AtomicBoolean();
    metrics.watchReadiness(ready::get);
    metrics.watchLoops(() -> Duration.ofMillis(250));

    assertThat(metrics.scrape("").text().lines())
        .contains("sekisho_ready 0.0", "sekisho_loop_lag_seconds 0.25");
    ready.set(true);
    assertThat(metrics.scrape("").text().lines()).contains("sekisho_ready 1.0");
  }

  @Test
  void everyMeterSaysWhatItIsAndNoneIsInAnOddUnit() {
    tellEverything();

    String text = metrics.scrape("").text();

    assertThat(text.lines().filter(line -> line.startsWith("# HELP")))
        .hasSizeGreaterThan(40)
        .allMatch(line -> line.split(" ", 4)[3].length() > 5);
    assertThat(text).contains("sekisho_process_cpu_seconds_total").contains("sekisho_system_cpus ");
    assertThat(text).doesNotContain("_ns_total").doesNotContain("cpu_count");
  }

  @Test
  void openMetricsIsGivenToWhoeverAsksForIt() {
    Exposition exposition = metrics.scrape("application/openmetrics-text;version=1.0.0,*/*;q=0.1");

    assertThat(exposition.contentType()).startsWith("application/openmetrics-text");
    assertThat(exposition.text()).endsWith("# EOF\n");
  }

  private static FeedReport report() {
    FeedCopy copy = new FeedCopy("names.txt", COPY.getBytes(StandardCharsets.UTF_8), Flows.NOON);
    return new FeedReader(
            FeedSettings.of("names", FormatChoice.DOMAINS),
            GateSettings.DEFAULT,
            () -> new Guards(List.of(popular()), List.of()))
        .read(copy)
        .fold(
            read -> read.report(),
            unreadable -> {
              throw new AssertionError(unreadable.failure().toString());
            });
  }

  private static ListGuard popular() {
    GuardSettings settings =
        new GuardSettings("top.csv", GuardReason.POPULAR, GuardEffect.SUPPRESS, Coverage.NAMES);
    return ListGuard.builder(settings)
        .add(new Pattern.ExactName(new HostName("popular.example")), 1)
        .build();
  }

  private void tellEverything() {
    metrics.watchGeneration(() -> 3);
    metrics.flows().configured("explicit", Limits.DEFAULTS);
    metrics.flows().connectionOpened("explicit");
    metrics.flows().connectionOpened("explicit");
    metrics.flows().connectionClosed("explicit");
    metrics.flows().decided(Flows.hostile("f1", Action.REFUSE));
    metrics.flows().decided(Flows.clean("f2"));
    metrics.flows().refused(Flows.flow("f3"), Flows.evidence(), RefusalReason.PORT, "port 25");
    metrics
        .flows()
        .undecided(Flows.flow("f4"), Flows.evidence(), Undecided.NO_SNI, Undecided.Handling.RELAY);
    metrics.flows().namesDisagree(Flows.flow("f5"), Flows.evidence());
    metrics.flows().relayed(Flows.flow("f6"));
    metrics.flows().judged(Flows.flow("f6"), Visibility.NOT_TLS);
    metrics.flows().reached("explicit", Limit.HEADER_TIME);
    metrics.flows().dialBegan("explicit");
    metrics.flows().dialBegan("explicit");
    metrics.flows().dialEnded("explicit", DialOutcome.TIMEOUT);
  }
}
