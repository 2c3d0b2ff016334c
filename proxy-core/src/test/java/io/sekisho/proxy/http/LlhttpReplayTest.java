package io.sekisho.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sekisho.proxy.http.DecoderProbe.Pace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** llhttp's own cases: where both accept, both see the same messages and bodies. */
final class LlhttpReplayTest {
  private static final List<LlhttpCase> CASES = new ArrayList<>();

  @BeforeAll
  static void readCases() throws IOException {
    CASES.addAll(LlhttpCase.all());
    assumeFalse(CASES.isEmpty(), "no llhttp cases");
  }

  @Test
  void theCasesAreRead() {
    assertThat(CASES).hasSizeGreaterThan(200);
    assertThat(CASES).extracting(LlhttpCase::type).doesNotContain("");
  }

  @Test
  void whatBothAcceptHasTheSameMessagesAndBodies() {
    int compared = 0;
    SoftAssertions soft = new SoftAssertions();
    for (LlhttpCase llhttp : CASES) {
      List<String> events = replay(llhttp);
      if (llhttp.error().isEmpty() && refusal(events).isEmpty()) {
        soft.assertThat(ends(events)).as("messages of %s", llhttp).isEqualTo(llhttp.complete());
        soft.assertThat(bodyBytes(events)).as("bodies of %s", llhttp).isEqualTo(llhttp.bodyBytes());
        compared++;
      }
    }
    soft.assertThat(compared).isGreaterThan(80);
    soft.assertAll();
  }

  @Test
  void whatOnlyLlhttpAcceptsIsRefusedOnPurpose() {
    SoftAssertions soft = new SoftAssertions();
    for (LlhttpCase llhttp : CASES) {
      String refusal = refusal(replay(llhttp));
      if (!llhttp.isFaulty() && !llhttp.pausesForUpgrade() && !refusal.isEmpty()) {
        soft.assertThat(LlhttpDifferences.DELIBERATELY_STRICTER)
            .as(llhttp.toString())
            .containsKey(refusal);
      }
    }
    soft.assertAll();
  }

  @Test
  void whatLlhttpRefusesIsRefusedUnlessItIsOfNoConsequence() {
    SoftAssertions soft = new SoftAssertions();
    for (LlhttpCase llhttp : CASES) {
      if (llhttp.isFaulty() && isAccepted(replay(llhttp))) {
        soft.assertThat(LlhttpDifferences.ERRORS_OF_NO_CONSEQUENCE)
            .as(llhttp.toString())
            .containsKey(llhttp.error());
      }
    }
    soft.assertAll();
  }

  private static List<String> replay(LlhttpCase llhttp) {
    DecoderProbe<?> probe =
        llhttp.isRequest()
            ? DecoderProbe.ofRequests(Pace.FREE)
            : DecoderProbe.ofResponses("GET", Pace.FREE);
    probe.receive(llhttp.wire().getBytes(StandardCharsets.ISO_8859_1));
    probe.close();
    assertThat(probe.unreleased()).isZero();
    return probe.events();
  }

  private static String refusal(List<String> events) {
    return events.stream()
        .filter(event -> event.startsWith("malformed: "))
        .map(event -> event.substring("malformed: ".length()))
        .findFirst()
        .orElse("");
  }

  /** Whether every head that began was read, and nothing was refused. */
  private static boolean isAccepted(List<String> events) {
    long begun = events.stream().filter("begins"::equals).count();
    long read = events.stream().filter(event -> event.startsWith("head ")).count();
    return refusal(events).isEmpty() && begun == read;
  }

  private static int ends(List<String> events) {
    return (int) events.stream().filter(event -> event.startsWith("end ")).count();
  }

  private static int bodyBytes(List<String> events) {
    return events.stream()
        .filter(event -> event.startsWith("content "))
        .mapToInt(event -> event.length() - "content ".length())
        .sum();
  }
}
