package io.sekisho.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.proxy.AnswerPolicy.Rule;
import io.sekisho.proxy.AnswerPolicy.Stage;
import io.sekisho.proxy.Answers.Rungs;
import io.sekisho.proxy.Answers.Targets;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Match;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Provenance;
import io.sekisho.rules.indicator.RequestedAction;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class AnswerPolicyTest {
  private static final URI ELSEWHERE = URI.create("http://warning.example/");
  private static final Verdict HOSTILE =
      Flows.badNamesAreHostile()
          .decide(Evidence.of(new Clue(Clue.Kind.SNI, Flows.endpoint("bad.example:443"))));

  @ParameterizedTest
  @CsvSource({"UNADMITTED, REFUSE", "HTTP_REQUEST, REDIRECT", "CONNECT, REFUSE", "TUNNEL, RESET"})
  void aHostileFlowIsStoppedAsItsStageAllows(Stage stage, Action action) {
    AnswerPolicy policy = new AnswerPolicy(Mode.ENFORCE, Action.REDIRECT, Action.RESET, ELSEWHERE);

    assertThat(policy.answersTo(HOSTILE, "explicit").actionFor(HOSTILE, stage)).isEqualTo(action);
  }

  @ParameterizedTest
  @EnumSource(value = Stage.class, names = "UNADMITTED", mode = EnumSource.Mode.EXCLUDE)
  void observingStopsNothing(Stage stage) {
    AnswerPolicy policy = new AnswerPolicy(Mode.OBSERVE, Action.RESET, Action.RESET, null);

    assertThat(policy.answersTo(HOSTILE, "explicit").actionFor(HOSTILE, stage))
        .isEqualTo(Action.OBSERVE);
    assertThat(policy.answersTo(Verdict.clean(), "explicit").actionFor(Verdict.clean(), stage))
        .isEqualTo(Action.RELAY);
  }

  @Test
  void observingLetsNobodyInWhoMayNotAsk() {
    AnswerPolicy policy = new AnswerPolicy(Mode.OBSERVE, Action.RESET, Action.RESET, null);

    assertThat(policy.answersTo(HOSTILE, "explicit").actionFor(HOSTILE, Stage.UNADMITTED))
        .isEqualTo(Action.REFUSE);
  }

  @ParameterizedTest
  @CsvSource({"RELAY, RESET", "OBSERVE, RESET", "ALERT, RESET", "REFUSE, RELAY", "REFUSE, OBSERVE"})
  void answersThatStopNothingAreNoAnswers(Action http, Action tls) {
    assertThatThrownBy(() -> new AnswerPolicy(Mode.ENFORCE, http, tls, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whateverLeadsElsewhereNeedsToKnowWhere() {
    assertThatThrownBy(() -> new AnswerPolicy(Mode.ENFORCE, Action.REDIRECT, Action.RESET, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> answers(Action.SINKHOLE, Targets.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "RESET, RESET",
    "ALERT, RESET",
    "DROP, DROP",
    "TARPIT, RESET",
    "SINKHOLE, RESET",
    "REFUSE, RESET",
    "REDIRECT, RESET"
  })
  void nobodyElseGoesOnWithAHandshakeThatAServerHasAnswered(Action tls, Action action) {
    Targets targets = new Targets(ELSEWHERE, Flows.endpoint("192.0.2.1:9"));
    Answers answers =
        new Answers(Mode.ENFORCE, new Rungs(Action.REFUSE, Action.REFUSE, tls), targets);

    assertThat(answers.actionFor(HOSTILE, Stage.ANSWERED)).isEqualTo(action);
  }

  @Test
  void theFirstRuleThatFitsCountsAlone() {
    Rule other = rule(Set.of("other"), Set.of(), Set.of(), Action.DROP);
    Rule bySni = rule(Set.of(), Set.of(Clue.Kind.SNI), Set.of("gateway"), Action.TARPIT);
    Rule byFeed = rule(Set.of("feed"), Set.of(), Set.of(), Action.RESET);
    AnswerPolicy policy =
        new AnswerPolicy(answers(Action.REFUSE, Targets.NONE), List.of(other, bySni, byFeed));

    assertThat(policy.answersTo(HOSTILE, "gateway").rungs().http()).isEqualTo(Action.TARPIT);
    assertThat(policy.answersTo(HOSTILE, "explicit").rungs().http()).isEqualTo(Action.RESET);
    assertThat(policy.answersTo(Verdict.clean(), "gateway").rungs().http())
        .isEqualTo(Action.REFUSE);
  }

  @ParameterizedTest
  @CsvSource({
    "DROP,   HTTP_REQUEST, DROP",
    "DROP,   CONNECT,      DROP",
    "DROP,   TUNNEL,       DROP",
    "DROP,   ANSWERED,     DROP",
    "DROP,   UNDER_WAY,    RESET",
    "DROP,   UNADMITTED,   REFUSE",
    "RESET,  HTTP_REQUEST, RESET",
    "RESET,  CONNECT,      RESET",
    "TARPIT, TUNNEL,       TARPIT",
    "TARPIT, ANSWERED,     RESET",
    "REFUSE, HTTP_REQUEST, REFUSE",
    "REFUSE, CONNECT,      REFUSE",
    "REFUSE, TUNNEL,       ALERT",
  })
  void anEntryHasItsActionWhereItCanBeGivenAndElseTheConfiguredOne(
      RequestedAction asked, Stage stage, Action action) {
    AnswerPolicy policy =
        new AnswerPolicy(
            new Answers(
                Mode.ENFORCE,
                new Rungs(Action.REDIRECT, Action.TARPIT, Action.ALERT),
                new Targets(ELSEWHERE, null)));
    Verdict verdict = asking(asked);

    assertThat(policy.answersTo(verdict, "explicit").actionFor(verdict, stage)).isEqualTo(action);
  }

  @Test
  void anEntryIsRefusedInsideOfTlsWhereAnswersAreShownThere() {
    AnswerPolicy policy =
        new AnswerPolicy(Mode.ENFORCE, Action.REDIRECT, Action.REDIRECT, ELSEWHERE);
    Verdict verdict = asking(RequestedAction.REFUSE);

    assertThat(policy.answersTo(verdict, "explicit").actionFor(verdict, Stage.TUNNEL))
        .isEqualTo(Action.REFUSE);
  }

  @ParameterizedTest
  @EnumSource(RequestedAction.class)
  void noEntryStopsWhatIsOnlyObserved(RequestedAction asked) {
    AnswerPolicy policy = new AnswerPolicy(Mode.OBSERVE, Action.RESET, Action.RESET, null);
    Verdict verdict = asking(asked);

    assertThat(policy.answersTo(verdict, "explicit").actionFor(verdict, Stage.HTTP_REQUEST))
        .isEqualTo(Action.OBSERVE);
  }

  @ParameterizedTest
  @EnumSource(RequestedAction.class)
  void noEntryHasAnythingPass(RequestedAction asked) {
    AnswerPolicy policy = new AnswerPolicy(Mode.ENFORCE, Action.RESET, Action.RESET, null);
    Verdict verdict = asking(asked);

    for (Stage stage : Stage.values()) {
      assertThat(policy.answersTo(verdict, "explicit").actionFor(verdict, stage).passes())
          .isFalse();
    }
  }

  private static Verdict asking(RequestedAction asked) {
    Indicator indicator =
        new Indicator(
            new Pattern.SubTree(new HostName("bad.example")),
            "feed",
            1,
            null,
            90,
            null,
            Provenance.NONE,
            null,
            asked);
    Clue clue = new Clue(Clue.Kind.SNI, Flows.endpoint("bad.example:443"));
    return new Verdict.Hostile(List.of(new Match(clue, indicator)));
  }

  private static Rule rule(
      Set<String> feeds, Set<Clue.Kind> evidence, Set<String> listeners, Action http) {
    return new Rule(feeds, evidence, listeners, answers(http, Targets.NONE));
  }

  private static Answers answers(Action http, Targets targets) {
    return new Answers(Mode.ENFORCE, new Rungs(http, Action.REFUSE, Action.RESET), targets);
  }
}
