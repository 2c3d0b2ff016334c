package io.sekisho.proxy.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Flow;
import io.sekisho.proxy.Flows;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.answer.Answer.Reader;
import io.sekisho.proxy.http.Headers;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnswerTest {

  @ParameterizedTest
  @CsvSource({
    "HOSTILE, 403, Forbidden, hostile",
    "PRIVATE, 403, Forbidden, private",
    "PORT, 403, Forbidden, port",
    "CLIENT, 403, Forbidden, client",
    "MALFORMED, 400, Bad Request, malformed",
    "UNREACHABLE, 502, Bad Gateway, unreachable",
    "TIMEOUT, 504, Gateway Timeout, timeout"
  })
  void everyReasonHasItsStatusAndWord(
      RefusalReason why, int status, String reason, String verdict) {
    for (Reader reader : Reader.values()) {
      Answer answer = Answer.refusal(Flows.FLOW, why, "something", reader);

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.reason()).isEqualTo(reason);
      assertThat(new Headers(answer.fields()).first("Sekisho-Verdict")).contains(verdict);
      assertThat(new Headers(answer.fields()).first("Cache-Control")).contains("no-store");
      assertThat(answer.body()).contains("Reference: ").doesNotContain("\r");
    }
  }

  @Test
  void aPageCannotBeWrittenToByARequest() {
    Flow flow = new Flow("<i>", Flows.FLOW.client(), "explicit", Instant.EPOCH);

    Answer page = Answer.refusal(flow, RefusalReason.UNREACHABLE, "<script>&x %1$s", Reader.PERSON);

    assertThat(page.body())
        .contains("&lt;script&gt;&amp;x %1$s.", "<code>&lt;i&gt;</code>")
        .doesNotContain("<script>");
  }

  @Test
  void aHostileDestinationIsNotExplained() {
    Answer page = Answer.refusal(Flows.FLOW, RefusalReason.HOSTILE, "feed x", Reader.PROGRAM);

    assertThat(page.body()).doesNotContain("feed x").contains(Flows.FLOW.id());
  }

  @Test
  void aRedirectNamesItsTargetInAscii() {
    Answer answer = Answer.redirect(URI.create("http://warning.example/ü?a b".replace(" ", "%20")));

    assertThat(answer.status()).isEqualTo(302);
    assertThat(new Headers(answer.fields()).first("Location"))
        .contains("http://warning.example/%C3%BC?a%20b");
  }
}
