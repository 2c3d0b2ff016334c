package io.sekisho.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.AnswerPolicy.Stage;
import io.sekisho.proxy.Undecided.Handling;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VisibilityTest {
  private final FlowLog log = new FlowLog();

  @ParameterizedTest
  @CsvSource({
    "REQUEST_TARGET a.example:80, , TARGET",
    "REQUEST_TARGET a.example:80 RESOLVED_ADDRESS 192.0.2.1:80, , TARGET",
    "HOST b.example:80 REQUEST_TARGET a.example:80, , TARGET",
    "HOST b.example:80 REQUEST_TARGET 192.0.2.1:80, , LITERAL",
    "HOST b.example:80, , HOST",
    "HOST 192.0.2.1:80, , LITERAL",
    "REQUEST_TARGET 192.0.2.1:80, , LITERAL",
    "CONNECT_TARGET a.example:443 SNI b.example:443, , SNI",
    "CONNECT_TARGET 192.0.2.1:443 SNI b.example:443, , SNI",
    "CONNECT_TARGET a.example:443 SNI 192.0.2.1:443, , TARGET",
    "CONNECT_TARGET a.example:443 ALIAS b.example:443, SILENT, TARGET",
    "CONNECT_TARGET a.example:443, NOT_TLS, TARGET",
    "CONNECT_TARGET a.example:443, ECH, ECH",
    "CONNECT_TARGET a.example:443 SNI b.example:443, ECH, ECH",
    "CONNECT_TARGET 192.0.2.1:443, , LITERAL",
    "CONNECT_TARGET 192.0.2.1:443, NO_SNI, NO_SNI",
    "CONNECT_TARGET 192.0.2.1:443, MALFORMED, MALFORMED",
    "CONNECT_TARGET 192.0.2.1:443, NOT_TLS, NOT_TLS",
    "CONNECT_TARGET 192.0.2.1:443, SILENT, SILENT"
  })
  void isTheBestThatTheFlowShowed(String clues, Undecided why, Visibility expected) {
    Visibility visibility = Visibility.of(new Evidence(clues(clues)), why);

    assertThat(visibility).isEqualTo(expected);
  }

  @Test
  void requestIsToldWhenItIsPassedOn() {
    Inquiry inquiry = inquiry(Stage.HTTP_REQUEST);
    inquiry.consider(clues("REQUEST_TARGET a.example:80"));
    inquiry.consider(clues("RESOLVED_ADDRESS 192.0.2.1:80"));
    assertThat(log.visibilities()).isEmpty();

    inquiry.relayed();

    assertThat(log.visibilities()).containsExactly(Visibility.TARGET);
  }

  @Test
  void tunnelThatIsPassedOnIsNotToldBeforeItsFirstMessageIsJudged() {
    Inquiry inquiry = inquiry(Stage.CONNECT);
    inquiry.consider(clues("CONNECT_TARGET 192.0.2.1:443"));
    inquiry.relayed();
    inquiry.tunnelOpened();
    assertThat(log.visibilities()).isEmpty();

    inquiry.consider(clues("SNI a.example:443"));
    inquiry.judged();

    assertThat(log.visibilities()).containsExactly(Visibility.SNI);
  }

  @Test
  void flowThatIsStoppedIsToldAtOnceAndOnlyOnce() {
    Inquiry inquiry = inquiry(Stage.TUNNEL);

    inquiry.consider(clues("SNI bad.example:443"));
    inquiry.judged();
    inquiry.consider(clues("SNI bad.example:443"));

    assertThat(log.visibilities()).containsExactly(Visibility.SNI);
  }

  @Test
  void whatATunnelSaysAfterItsSilenceIsNotToldAgain() {
    Inquiry inquiry = inquiry(Stage.TUNNEL);
    inquiry.consider(clues("CONNECT_TARGET 192.0.2.1:443"));
    inquiry.undecided(Undecided.SILENT);
    inquiry.judged();

    inquiry.consider(clues("SNI a.example:443"));
    inquiry.judged();

    assertThat(log.visibilities()).containsExactly(Visibility.SILENT);
  }

  private Inquiry inquiry(Stage stage) {
    Treatments alike = Treatments.alike(Flows.treatment(Mode.ENFORCE, Handling.RELAY));
    return new Judge(
            Flows.badNamesAreHostile(),
            alike,
            log,
            new OpenFlows(),
            new Garden(InstantSource.system()))
        .open(Flows.FLOW, stage);
  }

  /** Kinds and destinations, in turn. */
  private static List<Clue> clues(String text) {
    String[] words = text.split(" ", -1);
    return IntStream.range(0, words.length / 2)
        .mapToObj(
            at -> new Clue(Clue.Kind.valueOf(words[2 * at]), Flows.endpoint(words[2 * at + 1])))
        .toList();
  }
}
