package io.sekisho.app.metrics;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedStatus;
import io.sekisho.app.fixtures.DeployedQueries;
import io.sekisho.app.fixtures.Flows;
import io.sekisho.app.snapshot.SnapshotKeeper;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.DialOutcome;
import io.sekisho.proxy.Garden;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.ParentUse;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.ServerUse;
import io.sekisho.proxy.SinkholeOutcome;
import io.sekisho.proxy.TlsOutcome;
import io.sekisho.proxy.Traffic;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.Visibility;
import io.sekisho.proxy.ca.Minting;
import io.sekisho.proxy.ca.MintingFailure;
import io.sekisho.rules.Clue;
import io.sekisho.rules.feed.FeedFault;
import io.sekisho.rules.feed.format.RejectReason;
import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.guard.GuardReason;
import io.sekisho.rules.indicator.Pattern.Kind;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** README, the rules and the dashboard against what the registry really shows. */
final class NamedMetricsTest {
  private static final Path README = Path.of("../README.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`sekisho_[^|]*) \\|.*$");
  private static final Pattern NAME = Pattern.compile("`(sekisho_[a-z0-9_]+\\*?)`");
  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^(sekisho_\\w+?)(?:_bucket|_count|_sum)?(?:\\{(.*)})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  /** Whose labels are the JVM's. */
  private static final Pattern OF_THE_JVM = Pattern.compile("sekisho_(jvm|build)_.*");

  /** Is not there before the first collection. */
  private static final String PAUSES = "sekisho_jvm_gc_pause_seconds_max";

  private static final Map<String, Set<String>> LABELS =
      Map.ofEntries(
          entry("listener", Set.of("explicit")),
          entry("feed", Set.of("names")),
          entry("sink", Set.of("file", "stdout")),
          entry("role", words(FeedStatus.Role.values(), FeedStatus.Role::label)),
          entry("limit", words(Limit.values(), Limit::label)),
          entry(
              "outcome",
              both(
                  words(DialOutcome.values(), DialOutcome::label),
                  both(
                      words(SinkholeOutcome.values(), SinkholeOutcome::label),
                      words(TlsOutcome.values(), TlsOutcome::label)))),
          entry("verdict", Set.of("clean", "exempt", "suspect", "hostile")),
          entry("action", words(Action.values(), Action::label)),
          entry("evidence", words(Clue.Kind.values(), NamedMetricsTest::lowerCase)),
          entry("handling", words(Undecided.Handling.values(), Undecided.Handling::label)),
          entry(
              "reason",
              both(
                  both(
                      words(RefusalReason.values(), RefusalReason::label),
                      words(MintingFailure.Reason.values(), MintingFailure.Reason::label)),
                  both(
                      words(RejectReason.values(), RejectReason::label),
                      both(
                          words(GuardReason.values(), GuardReason::label),
                          words(Visibility.values(), Visibility::label))))),
          entry("fault", words(FeedFault.values(), FeedFault::label)),
          entry("effect", words(GuardEffect.values(), GuardEffect::label)),
          entry("change", Set.of("added", "removed", "changed")),
          entry("visibility", words(Visibility.Level.values(), Visibility.Level::label)),
          entry(
              "kind",
              both(
                  both(
                      words(Undecided.values(), Undecided::label),
                      words(Kind.values(), Kind::label)),
                  both(
                      words(ServerUse.values(), ServerUse::label),
                      words(ParentUse.values(), ParentUse::label)))),
          entry("direction", Set.of("to-server", "to-client")));

  private final Metrics metrics =
      new Metrics("1", () -> List.of(MetricsTest.FEED), InstantSource.fixed(Flows.NOON));
  private String text = "";

  @BeforeEach
  void tellEverything() {
    metrics.flows().configured("explicit", Limits.DEFAULTS);
    metrics.watchLoops(() -> Duration.ZERO);
    metrics.watchReadiness(() -> true);
    metrics.watchGarden(new Garden(InstantSource.fixed(Flows.NOON)));
    metrics.watchMinting(new Minting(InstantSource.fixed(Flows.NOON)));
    metrics.watchGeneration(() -> 3);
    LiveRules rules = new LiveRules(InstantSource.system());
    metrics.watchClaims(
        () -> rules.current().claims(),
        new SnapshotKeeper(Path.of("none"), rules, InstantSource.system()));
    metrics.flows().configured("explicit", Limits.DEFAULTS);
    metrics.flows().decided(Flows.hostile("f1", Action.REFUSE));
    metrics.flows().decided(Flows.suspect("f1"));
    metrics.flows().decided(Flows.clean("f2"));
    metrics.flows().connected(Flows.clean("f2").flow(), ServerUse.NEW);
    metrics.flows().parentUsed(Flows.clean("f2").flow(), ParentUse.SENT);
    metrics.watchIdleServers("explicit", () -> 0);
    metrics.watchHeldAnswers("explicit", () -> 0);
    metrics.watchTraffic("explicit", new Traffic());
    text =
        metrics.scrape("").text()
            + "sekisho_events_written_total 0\nsekisho_events_dropped_total 0\n";
  }

  @Test
  void readmeNamesWhatIsThereAndNothingElse() throws IOException {
    Set<String> documented = documented();

    assertThat(names())
        .allMatch(name -> documented.stream().anyMatch(row -> names(row).test(name)));
    assertThat(documented)
        .hasSizeGreaterThan(20)
        .allMatch(row -> names().stream().anyMatch(names(row)));
  }

  private static Predicate<String> names(String row) {
    return row.endsWith("*")
        ? name -> name.startsWith(row.substring(0, row.length() - 1))
        : name -> name.equals(row) || name.equals(row + "_max");
  }

  @Test
  void rulesAndDashboardAskForWhatIsThere() throws IOException {
    DeployedQueries deployed = DeployedQueries.read();

    Set<String> asked = new TreeSet<>();
    deployed.all().forEach(query -> asked.addAll(deployed.metrics(query)));

    asked.remove(PAUSES);
    assertThat(asked)
        .hasSizeGreaterThan(25)
        .allMatch(name -> names().contains(name.replaceAll("_(bucket|count|sum)$", "")));
  }

  @Test
  void everyLabelIsOneOfAKnownSet() {
    assertThat(SAMPLE.matcher(text).results())
        .filteredOn(sample -> !OF_THE_JVM.matcher(sample.group(1)).matches())
        .hasSizeGreaterThan(50)
        .allSatisfy(NamedMetricsTest::hasKnownLabels);
  }

  private static void hasKnownLabels(MatchResult sample) {
    String labels = sample.group(2) == null ? "" : sample.group(2);
    assertThat(LABEL.matcher(labels).results())
        .filteredOn(label -> !label.group(1).equals("le"))
        .allSatisfy(
            label ->
                assertThat(LABELS.get(label.group(1))).as(label.group()).contains(label.group(2)));
  }

  private Set<String> names() {
    return set(SAMPLE.matcher(text).results().map(sample -> sample.group(1)));
  }

  private static Set<String> documented() throws IOException {
    return set(
        ROW.matcher(Files.readString(README))
            .results()
            .flatMap(row -> NAME.matcher(row.group(1)).results())
            .map(name -> name.group(1)));
  }

  private static Set<String> set(Stream<String> words) {
    return words.collect(Collectors.toCollection(TreeSet::new));
  }

  private static <E extends Enum<E>> Set<String> words(E[] values, Function<E, String> label) {
    return set(Arrays.stream(values).map(label));
  }

  private static Set<String> both(Set<String> one, Set<String> other) {
    return set(Stream.concat(one.stream(), other.stream()));
  }

  private static String lowerCase(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
