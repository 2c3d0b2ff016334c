package io.sekisho.rules.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Match;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Provenance;
import io.sekisho.rules.indicator.RequestedAction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WeighingTest {
  private static final Clue CLUE =
      new Clue(Clue.Kind.CONNECT_TARGET, Endpoint.parse("a.bad.example:443").orElseThrow());

  /** Feeds are of origin {@code one}, {@code one} and {@code other}; confidences as given. */
  @ParameterizedTest
  @CsvSource({
    "first 10, 0, 1, hostile",
    "first 60, 60, 1, hostile",
    "first 59, 60, 1, suspect",
    "first 100, 100, 1, hostile",
    "first 90, 0, 2, suspect",
    "first 90 again 90, 0, 2, suspect",
    "first 90 other 1, 0, 2, hostile",
    "first 50 again 50, 60, 1, suspect",
    "first 50 other 50, 75, 1, hostile",
    "first 50 other 50, 76, 1, suspect",
    "first 30 again 50 other 50, 75, 2, hostile",
    "first 90 other 90, 0, 3, suspect",
  })
  void voicesOfDifferentOriginsAddUp(String claims, int minConfidence, int voices, String label) {
    Map<String, Trust> trust =
        Map.of(
            "first", new Trust("one", minConfidence, voices),
            "again", new Trust("one", minConfidence, voices),
            "other", new Trust("other", minConfidence, voices));

    Verdict verdict = Weighing.verdict(matches(claims), trust);

    assertThat(verdict.label()).isEqualTo(label);
    assertThat(verdict.against()).hasSameSizeAs(matches(claims));
  }

  @Test
  void aFeedWithoutConditionsIsEnoughBesideOneThatHasThem() {
    Map<String, Trust> trust = Map.of("doubted", new Trust("doubted", 0, 5));

    Verdict verdict = Weighing.verdict(matches("doubted 100 plain 1"), trust);

    assertThat(verdict.isHostile()).isTrue();
    assertThat(verdict.against().get(0).indicator().feed()).isEqualTo("plain");
  }

  @Test
  void aDowngradedClaimAloneStopsNothingButSupportsAnother() {
    Match downgraded = match("first", 90, "a shared address");
    Map<String, Trust> trust = Map.of("second", new Trust("second", 0, 2));

    Verdict alone = Weighing.verdict(List.of(downgraded), trust);
    Verdict together = Weighing.verdict(List.of(downgraded, match("second", 50, null)), trust);

    assertThat(alone).isEqualTo(new Verdict.Suspect(List.of(downgraded)));
    assertThat(together.isHostile()).isTrue();
    assertThat(together.against().get(0).indicator().feed()).isEqualTo("second");
  }

  @Test
  void theMatchThatDecidesSaysHowTheFlowIsStopped() {
    Match wide = asking("first", "example", RequestedAction.TARPIT);
    Match deep = asking("second", "bad.example", RequestedAction.DROP);

    Verdict verdict = Weighing.verdict(List.of(wide, deep), Map.of());

    assertThat(verdict.against().get(0).indicator().requestedAction())
        .contains(RequestedAction.DROP);
  }

  @Test
  void aDowngradedMatchSaysNothingOfHowAnotherIsStopped() {
    Match plain = match("second", 50, null);
    Match downgraded = asking("first", "a.bad.example", RequestedAction.DROP, "shared");

    Verdict verdict = Weighing.verdict(List.of(plain, downgraded), Map.of());

    assertThat(verdict.isHostile()).isTrue();
    assertThat(verdict.against().get(0)).isEqualTo(plain);
  }

  @Test
  void actionsOfAFeedThatIsNotAskedForThemDoNotCount() {
    Match asking = asking("first", "bad.example", RequestedAction.DROP);
    Map<String, Trust> trust = Map.of("first", new Trust("first", 0, 1, Trust.Actions.IGNORE));

    Verdict ignored = Weighing.verdict(List.of(asking), trust);
    Verdict honoured = Weighing.verdict(List.of(asking), Map.of());

    assertThat(ignored.isHostile()).isTrue();
    assertThat(ignored.against().get(0).indicator().requestedAction()).isEmpty();
    assertThat(honoured.against()).containsExactly(asking);
  }

  private static Match asking(String feed, String name, RequestedAction action) {
    return asking(feed, name, action, null);
  }

  private static Match asking(
      String feed, String name, RequestedAction action, @Nullable String downgrade) {
    Pattern pattern = new Pattern.SubTree(new HostName(name));
    return new Match(
        CLUE, new Indicator(pattern, feed, 1, null, 90, null, Provenance.NONE, downgrade, action));
  }

  private static List<Match> matches(String claims) {
    String[] words = claims.split(" ");
    return Arrays.stream(words)
        .filter(word -> Character.isLetter(word.charAt(0)))
        .map(feed -> match(feed, confidence(words, feed), null))
        .toList();
  }

  private static int confidence(String[] words, String feed) {
    return Integer.parseInt(words[Arrays.asList(words).indexOf(feed) + 1]);
  }

  private static Match match(String feed, int confidence, @Nullable String downgrade) {
    Pattern pattern = new Pattern.SubTree(new HostName("bad.example"));
    return new Match(
        CLUE, new Indicator(pattern, feed, 1, null, confidence, null, Provenance.NONE, downgrade));
  }
}
