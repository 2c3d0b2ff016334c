package io.sekisho.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.proxy.AnswerPolicy.Stage;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Verdict;
import java.net.URI;
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

    assertThat(policy.actionFor(HOSTILE, stage)).isEqualTo(action);
  }

  @ParameterizedTest
  @EnumSource(value = Stage.class, names = "UNADMITTED", mode = EnumSource.Mode.EXCLUDE)
  void observingStopsNothing(Stage stage) {
    AnswerPolicy policy = new AnswerPolicy(Mode.OBSERVE, Action.RESET, Action.RESET, null);

    assertThat(policy.actionFor(HOSTILE, stage)).isEqualTo(Action.OBSERVE);
    assertThat(policy.actionFor(Verdict.CLEAN, stage)).isEqualTo(Action.RELAY);
  }

  @Test
  void observingLetsNobodyInWhoMayNotAsk() {
    AnswerPolicy policy = new AnswerPolicy(Mode.OBSERVE, Action.RESET, Action.RESET, null);

    assertThat(policy.actionFor(HOSTILE, Stage.UNADMITTED)).isEqualTo(Action.REFUSE);
  }

  @ParameterizedTest
  @CsvSource({"RELAY, RESET", "OBSERVE, RESET", "REFUSE, REFUSE", "REFUSE, RELAY"})
  void answersThatStopNothingAreNoAnswers(Action http, Action tls) {
    assertThatThrownBy(() -> new AnswerPolicy(Mode.ENFORCE, http, tls, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void redirectAndItsTargetGoTogether() {
    assertThatThrownBy(() -> new AnswerPolicy(Mode.ENFORCE, Action.REDIRECT, Action.RESET, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AnswerPolicy(Mode.ENFORCE, Action.REFUSE, Action.RESET, ELSEWHERE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
