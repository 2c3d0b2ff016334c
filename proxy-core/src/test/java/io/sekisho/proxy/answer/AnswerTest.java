package io.sekisho.proxy.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Wording;
import io.sekisho.proxy.Wording.Operator;
import io.sekisho.proxy.Wording.PageStatus;
import io.sekisho.proxy.Wording.RedirectStatus;
import io.sekisho.proxy.answer.Reception.Reader;
import io.sekisho.proxy.http.Headers;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class AnswerTest {
  private static final URI PORTAL = URI.create("https://portal.example/blocked");
  private static final URI COURT = URI.create("https://operator.example/orders");

  @ParameterizedTest
  @CsvSource({
    "HOSTILE, 403, Forbidden, hostile",
    "PRIVATE, 403, Forbidden, private",
    "PORT, 403, Forbidden, port",
    "CLIENT, 403, Forbidden, client",
    "AUTHENTICATION, 407, Proxy Authentication Required, authentication",
    "MALFORMED, 400, Bad Request, malformed",
    "UNREACHABLE, 502, Bad Gateway, unreachable",
    "BUSY, 503, Service Unavailable, busy",
    "TIMEOUT, 504, Gateway Timeout, timeout"
  })
  void everyReasonHasItsStatusAndWord(
      RefusalReason why, int status, String reason, String verdict) {
    for (Words words : Languages.all()) {
      for (Reader reader : Reader.values()) {
        Answer answer = refusal(Cases.SILENT, why, new Reception(reader, words));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(field(answer, "Sekisho-Verdict")).contains(verdict);
        assertThat(field(answer, "Sekisho-Case")).contains(Cases.ID);
        assertThat(field(answer, "Cache-Control")).contains("no-store");
        assertThat(field(answer, "Content-Language")).contains(words.tag());
        assertThat(field(answer, "X-Content-Type-Options")).contains("nosniff");
        assertThat(field(answer, "Referrer-Policy")).contains("no-referrer");
        assertThat(answer.body()).contains(Cases.ID, words.of(why).title()).doesNotContain("\r");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(RefusalReason.class)
  void onlyAHostileDestinationIsUnavailableForLegalReasons(RefusalReason why) {
    Case about = Cases.with(wording(new Operator(null, null, COURT)));

    Answer answer = refusal(about, why, Cases.PERSON);

    boolean hostile = why == RefusalReason.HOSTILE;
    assertThat(answer.status()).isEqualTo(hostile ? 451 : why.status());
    assertThat(field(answer, "Link"))
        .isEqualTo(
            hostile
                ? Optional.of("<https://operator.example/orders>; rel=\"blocked-by\"")
                : Optional.empty());
  }

  @Test
  void statusForLegalReasonsNeedsNobodyToBeNamed() {
    Answer answer =
        refusal(Cases.with(wording(Operator.UNNAMED)), RefusalReason.HOSTILE, Cases.PERSON);

    assertThat(answer.status()).isEqualTo(451);
    assertThat(answer.reason()).isEqualTo("Unavailable For Legal Reasons");
    assertThat(field(answer, "Link")).isEmpty();
  }

  @Test
  void whoeverAsksForATunnelGetsAShortTextWith403() {
    Reception reception = new Reception(Reader.TUNNEL_OPENER, Languages.usual());

    Answer answer =
        refusal(Cases.with(wording(Operator.UNNAMED)), RefusalReason.HOSTILE, reception);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(field(answer, "Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(answer.body()).hasSizeLessThan(400).doesNotContain("<");
  }

  @ParameterizedTest
  @CsvSource({"FOUND, 302, Found", "TEMPORARY, 307, Temporary Redirect"})
  void redirectionCarriesTheCase(RedirectStatus status, int code, String phrase) {
    Wording usual = Wording.USUAL;
    Case about = Cases.with(new Wording(usual.page(), status, usual.operator(), usual.openness()));

    Answer answer = Answer.redirect(PORTAL, about);

    assertThat(answer.status()).isEqualTo(code);
    assertThat(answer.reason()).isEqualTo(phrase);
    assertThat(field(answer, "Location")).contains(PORTAL + "?case=" + Cases.ID);
    assertThat(field(answer, "Sekisho-Case")).contains(Cases.ID);
    assertThat(field(answer, "Sekisho-Verdict")).contains("hostile");
    assertThat(field(answer, "Referrer-Policy")).contains("no-referrer");
  }

  @Test
  void nothingTellsOfTheIndicatorUnlessItIsToBeExplained() {
    Answer page = refusal(Cases.SILENT, RefusalReason.HOSTILE, Cases.PERSON);
    Answer redirect = Answer.redirect(PORTAL, Cases.SILENT);

    assertThat(page.body()).doesNotContain(Cases.FEED);
    assertThat(field(page, "Sekisho-Indicator")).isEmpty();
    assertThat(field(redirect, "Sekisho-Indicator")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Reader.class)
  void explanationNamesFeedAndPattern(Reader reader) {
    Case about = Cases.listed("bad.example");

    Answer answer = refusal(about, RefusalReason.HOSTILE, new Reception(reader, Languages.usual()));

    assertThat(answer.body()).contains(Cases.FEED + ": *.bad.example");
    assertThat(field(answer, "Sekisho-Indicator"))
        .contains("feed=\"" + Cases.FEED + "\", pattern=\"*.bad.example\"");
    assertThat(field(Answer.redirect(PORTAL, about), "Sekisho-Indicator")).isPresent();
  }

  @Test
  void detailsAreToldOfAnythingButAHostileDestination() {
    Answer hostile = new Refusal(Cases.SILENT, RefusalReason.HOSTILE, "feed x").to(Cases.PERSON);
    Answer port = new Refusal(Cases.SILENT, RefusalReason.PORT, "port x").to(Cases.PERSON);

    assertThat(hostile.body()).doesNotContain("eed x");
    assertThat(port.body()).contains("Port x.");
  }

  private static Wording wording(Operator operator) {
    return new Wording(
        PageStatus.LEGAL_REASONS, RedirectStatus.FOUND, operator, Wording.Openness.SILENT);
  }

  private static Answer refusal(Case about, RefusalReason why, Reception reception) {
    return new Refusal(about, why, "something").to(reception);
  }

  private static Optional<String> field(Answer answer, String name) {
    return new Headers(answer.fields()).first(name);
  }
}
