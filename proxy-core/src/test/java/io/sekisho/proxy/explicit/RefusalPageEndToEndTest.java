package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Answers;
import io.sekisho.proxy.Answers.Rungs;
import io.sekisho.proxy.Answers.Targets;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Wording;
import io.sekisho.proxy.Wording.Openness;
import io.sekisho.proxy.Wording.Operator;
import io.sekisho.proxy.Wording.PageStatus;
import io.sekisho.proxy.Wording.RedirectStatus;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What somebody reads who is turned away, and what programs do. */
final class RefusalPageEndToEndTest {
  private static final String JAPANESE = "Accept-Language: ja,en-US;q=0.9,en;q=0.8\r\n";
  private static final Wording LEGAL =
      new Wording(
          PageStatus.LEGAL_REASONS,
          RedirectStatus.TEMPORARY,
          new Operator("Example", null, URI.create("https://operator.test/")),
          Openness.SILENT);
  private static final Wording EXPLAINING =
      new Wording(
          PageStatus.FORBIDDEN, RedirectStatus.FOUND, Operator.UNNAMED, Openness.EXPLAINING);

  @OnEveryEngine
  void pageIsInTheLanguageThatTheClientReadsBest(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply english = proxy.ask(Requests.get("hostile.test"));
      Reply japanese = proxy.ask(Requests.with("GET", "hostile.test", "/", JAPANESE));

      assertThat(english.field("Content-Language")).contains("en");
      assertThat(english.body()).contains("<html lang=\"en\"", "This connection was blocked");
      assertThat(japanese.field("Content-Language")).contains("ja");
      assertThat(japanese.field("Vary").orElseThrow()).contains("Accept-Language");
      assertThat(text(japanese)).contains("<html lang=\"ja\"", "この通信は遮断されました");
    }
  }

  @OnEveryEngine
  void caseOnThePageIsThatOfTheEvent(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply = proxy.ask(Requests.get("hostile.test"));

      String id = proxy.observer().decisions(Action.REFUSE).get(0).flow().id();
      assertThat(reply.field("Sekisho-Case")).contains(id);
      assertThat(reply.body()).contains(">" + id + "<");
    }
  }

  @OnEveryEngine
  void pageIsKeptFromDoingAnything(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply = proxy.ask(Requests.get("hostile.test"));

      assertThat(reply.field("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'; ");
      assertThat(reply.field("X-Content-Type-Options")).contains("nosniff");
      assertThat(reply.field("Referrer-Policy")).contains("no-referrer");
      assertThat(reply.field("Cache-Control")).contains("no-store");
    }
  }

  @OnEveryEngine
  void programsGetAFewLinesOfText(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.on(engine).connectPort(443).start()) {

      Reply json =
          proxy.ask(
              Requests.with("GET", "hostile.test", "/", "Accept: application/json\r\n" + JAPANESE));
      Reply connect = proxy.ask(Requests.connect("hostile.test:443"));

      for (Reply reply : List.of(json, connect)) {
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.field("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(reply.body())
            .hasSizeLessThan(500)
            .contains(reply.field("Sekisho-Case").orElseThrow())
            .doesNotContain("<", Setup.FEED);
      }
    }
  }

  @OnEveryEngine
  void headHasTheFieldsOfThePageAndNoBody(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply page = proxy.ask(Requests.get("hostile.test"));
      Reply head = proxy.ask(Requests.with("HEAD", "hostile.test", "/", ""));

      for (String same : List.of("Content-Length", "Content-Type", "Content-Language")) {
        assertThat(head.field(same)).isEqualTo(page.field(same)).isPresent();
      }
      assertThat(head.body()).isEmpty();
    }
  }

  @OnEveryEngine
  void requestIsUnavailableForLegalReasonsAndConnectIsForbidden(Engine engine) throws Exception {
    AnswerPolicy answer = answer(Action.REFUSE, null, LEGAL);
    try (ProxyUnderTest proxy = ProxyUnderTest.on(engine).answer(answer).connectPort(443).start()) {

      Reply page = proxy.ask(Requests.get("hostile.test"));
      Reply connect = proxy.ask(Requests.connect("hostile.test:443"));
      Reply absent = proxy.ask(Requests.get("absent.test"));

      assertThat(page.head()).startsWith("HTTP/1.1 451 Unavailable For Legal Reasons\r\n");
      assertThat(page.field("Link")).contains("<https://operator.test/>; rel=\"blocked-by\"");
      assertThat(page.body()).contains("<header>Example</header>");
      assertThat(connect.status()).isEqualTo(403);
      assertThat(absent.status()).isEqualTo(502);
    }
  }

  @OnEveryEngine
  void otherReasonsHaveThePageToo(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.on(engine).denyPrivate().start()) {

      Reply reply = proxy.ask(Requests.with("GET", "10.0.0.1", "/", JAPANESE));

      assertThat(reply.verdict()).isEqualTo(RefusalReason.PRIVATE.label());
      assertThat(text(reply)).contains("この接続先は許可されていません", "<code>10.0.0.1</code>");
    }
  }

  @OnEveryEngine
  void nothingTellsWhichListItWasUnlessThatIsWanted(Engine engine) throws Exception {
    AnswerPolicy explaining = answer(Action.REFUSE, null, EXPLAINING);
    try (ProxyUnderTest silent = ProxyUnderTest.on(engine).connectPort(443).start();
        ProxyUnderTest open =
            ProxyUnderTest.on(engine).connectPort(443).answer(explaining).start()) {
      for (String request :
          List.of(Requests.get("a.hostile.test"), Requests.connect("a.hostile.test:443"))) {

        Reply untold = silent.ask(request);
        Reply told = open.ask(request);

        assertThat(untold.head() + untold.body()).doesNotContain(Setup.FEED, "*.hostile.test");
        assertThat(told.field("Sekisho-Indicator"))
            .contains("feed=\"" + Setup.FEED + "\", pattern=\"*.hostile.test\"");
        assertThat(told.body()).contains(Setup.FEED + ": *.hostile.test");
      }
      assertThat(open.ask(Requests.get("absent.test")).field("Sekisho-Indicator")).isEmpty();
    }
  }

  @OnEveryEngine
  void redirectionKeepsTheMethodWhereItIsToldTo(Engine engine) throws Exception {
    AnswerPolicy answer = answer(Action.REDIRECT, "http://help.test/%7Bcase%7D/a#b", LEGAL);
    try (ProxyUnderTest proxy = ProxyUnderTest.on(engine).answer(answer).start()) {

      Reply reply =
          proxy.ask(Requests.with("POST", "hostile.test", "/s3cret?q", "Content-Length: 0\r\n"));

      String id = reply.field("Sekisho-Case").orElseThrow();
      assertThat(reply.head()).startsWith("HTTP/1.1 307 Temporary Redirect\r\n");
      assertThat(reply.field("Location")).contains("http://help.test/" + id + "/a#b");
      assertThat(reply.head()).doesNotContain("s3cret", "hostile.test");
    }
  }

  @OnEveryEngine
  void listedTargetOfARedirectionIsRefusedWithoutGoingRound(Engine engine) throws Exception {
    AnswerPolicy answer = answer(Action.REDIRECT, "http://hostile.test/portal", Wording.USUAL);
    try (ProxyUnderTest proxy = ProxyUnderTest.on(engine).answer(answer).start()) {

      Reply other = proxy.ask(Requests.get("sub.hostile.test"));
      Reply itself = proxy.ask(Requests.get("HOSTILE.test", "/portal?case=1"));

      assertThat(other.status()).isEqualTo(302);
      assertThat(itself.status()).isEqualTo(403);
      assertThat(itself.body()).contains("<html");
      assertThat(proxy.observer().decisions(Action.REFUSE)).hasSize(1);
    }
  }

  @OnEveryEngine
  void targetOfARedirectionOnAListedAddressIsRefusedToo(Engine engine) throws Exception {
    AnswerPolicy answer = answer(Action.REDIRECT, "http://help.test/portal", Wording.USUAL);
    try (ProxyUnderTest proxy =
        ProxyUnderTest.on(engine).list("127.0.0.9").answer(answer).start()) {
      proxy.dns().answer("help.test", "127.0.0.9");

      Reply other = proxy.ask(Requests.get("hostile.test"));
      Reply itself = proxy.ask(Requests.get("help.test", "/portal?case=1"));

      assertThat(other.status()).isEqualTo(302);
      assertThat(itself.status()).isEqualTo(403);
    }
  }

  @OnEveryEngine
  void nothingOfAnOddRequestBecomesMarkup(Engine engine) throws Exception {
    SplittableRandom random = new SplittableRandom(20_261_123);
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      for (int i = 0; i < 200; i++) {
        String odd = odd(random);
        for (String request : requests(odd)) {

          Reply reply = proxy.ask(request);

          assertThat(reply.head()).as(request).doesNotContainIgnoringCase("x-odd");
          assertThat(reply.body().toLowerCase(Locale.ROOT))
              .as(request)
              .doesNotContain("<script", "<b>", "onload=", "%3c", "&#x");
        }
      }
    }
  }

  private static String odd(SplittableRandom random) {
    String[] pieces = {
      "<script>", "%3cb%3e", "<b>", "\"onload=", "&#x3c;", "'", "%0d%0aX-Odd:1", "{case}", "a", "\\"
    };
    StringBuilder odd = new StringBuilder();
    for (int at = 0; at < 4; at++) {
      odd.append(pieces[random.nextInt(pieces.length)]);
    }
    return odd.toString();
  }

  private static List<String> requests(String odd) {
    List<String> requests = new ArrayList<>();
    requests.add(Requests.get(odd + ".hostile.test"));
    requests.add(Requests.get("hostile.test", "/" + odd));
    requests.add(Requests.with("GET", "hostile.test", "/", "Accept-Language: " + odd + "\r\n"));
    requests.add("GET http://hostile.test/ HTTP/1.1\r\nHost: " + odd + "\r\n\r\n");
    return requests;
  }

  private static AnswerPolicy answer(Action http, @Nullable String target, Wording wording) {
    Targets targets = target == null ? Targets.NONE : new Targets(URI.create(target), null);
    Rungs rungs = new Rungs(http, Action.REFUSE, Action.RESET);
    return new AnswerPolicy(new Answers(Mode.ENFORCE, rungs, targets, wording));
  }

  private static String text(Reply reply) {
    return new String(reply.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
