package io.sekisho.proxy.explicit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sekisho.proxy.explicit.DataPlane;
import io.sekisho.proxy.explicit.conformance.ResponseTrial.Outcome;
import io.sekisho.proxy.http.LlhttpCase;
import io.sekisho.proxy.http.LlhttpDifferences;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** llhttp's responses, given by a server: the client sees the one that was meant, or a 502. */
@Timeout(120)
@ParameterizedClass
@EnumSource(DataPlane.class)
final class LlhttpResponsesReplayTest {
  /** What is no answer to a GET that asked for nothing special. */
  private static final Map<String, String> A_PROXY_IS_STRICTER =
      Map.of(
          "the server switched protocols without being asked", "RFC 9110, 7.8 forbids it",
          "the server ended the connection inside its response", "the case has no final response");

  private static List<LlhttpCase> cases = List.of();

  private final DataPlane plane;

  LlhttpResponsesReplayTest(DataPlane plane) {
    this.plane = plane;
  }

  @BeforeAll
  static void readCases() throws Exception {
    cases = LlhttpCase.all().stream().filter(llhttp -> !llhttp.isRequest()).toList();
    assumeFalse(cases.isEmpty(), "no llhttp cases");
  }

  @Test
  void theClientSeesTheOneResponseThatWasMeant() throws Exception {
    int seen = 0;
    try (ResponseTrial trial = new ResponseTrial(plane)) {
      for (LlhttpCase llhttp : cases) {
        try {
          seen += trial.of(llhttp.wire()).kind() == Outcome.Kind.PASSED_ON ? 1 : 0;
        } catch (AssertionError e) {
          throw new AssertionError(llhttp + "\n" + llhttp.wire(), e);
        }
      }
    }
    assertThat(seen).isGreaterThan(25);
  }

  @Test
  void whatLlhttpAcceptsIsRefusedOnPurposeOnly() throws Exception {
    Set<String> reasons = reasons();
    SoftAssertions soft = new SoftAssertions();
    try (ResponseTrial trial = new ResponseTrial(plane)) {
      for (LlhttpCase llhttp : cases) {
        Outcome outcome = trial.of(llhttp.wire());
        if (!llhttp.isFaulty() && outcome.kind() == Outcome.Kind.REFUSED) {
          soft.assertThat(reasons).as("%s: %s", llhttp, llhttp.wire()).contains(outcome.detail());
        }
      }
    }
    soft.assertAll();
  }

  private static Set<String> reasons() {
    Stream<String> malformed =
        LlhttpDifferences.DELIBERATELY_STRICTER.keySet().stream()
            .map(reason -> "the server's response is malformed: " + reason);
    return Stream.concat(malformed, A_PROXY_IS_STRICTER.keySet().stream())
        .map(reason -> reason.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  @Test
  void whatLlhttpRefusesIsRefusedUnlessItIsOfNoConsequence() throws Exception {
    SoftAssertions soft = new SoftAssertions();
    try (ResponseTrial trial = new ResponseTrial(plane)) {
      for (LlhttpCase llhttp : cases) {
        Outcome outcome = trial.of(llhttp.wire());
        if (llhttp.isFaulty() && outcome.kind() == Outcome.Kind.PASSED_ON) {
          soft.assertThat(LlhttpDifferences.ERRORS_OF_NO_CONSEQUENCE)
              .as("%s: %s", llhttp, llhttp.wire())
              .containsKey(llhttp.error());
        }
      }
    }
    soft.assertAll();
  }
}
