package io.sekisho.proxy.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Wording;
import io.sekisho.proxy.Wording.Contact;
import io.sekisho.proxy.Wording.Operator;
import io.sekisho.rules.indicator.Host;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusalPageTest {
  private static final int MOST_BYTES = 6 << 10;
  private static final String EVIL = "<script>&\"'/>%1$s{}\u0000\n-->\ud800]]x";

  @ParameterizedTest
  @EnumSource(RefusalReason.class)
  void everyPageIsWholeAndSmall(RefusalReason why) {
    for (Words words : Languages.all()) {
      String page = new RefusalPage(Cases.SILENT, why, "something", words).html();

      assertThat(page)
          .startsWith("<!DOCTYPE html>\n<html lang=\"" + words.tag() + "\" dir=\"ltr\">")
          .contains("<title>" + words.of(why).title() + "</title>")
          .contains("<h1>" + words.of(why).title() + "</h1>", "<main>", "</main>")
          .contains("id=\"case\">" + Cases.ID + "</dd>", "<code>c2.example</code>")
          .contains("<time datetime=\"2026-11-23T05:05:09Z\">2026-11-23 14:05:09 +09:00</time>")
          .endsWith("</html>\n");
      assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
    }
  }

  @Test
  void pageNeedsNothingElse() {
    String page = page(new Operator("A", new Contact("b", URI.create("https://c.example/")), null));

    assertThat(page)
        .doesNotContain("<script", "<img", "@import", "url(", "src=", "http-equiv", "<form")
        .doesNotContainPattern("<[^>]* on\\w+=")
        .containsOnlyOnce("https:")
        .containsOnlyOnce("<link rel=\"icon\" href=\"data:,\">");
  }

  @Test
  void policyAllowsTheStyleSheetOfThePageAlone() throws Exception {
    String page = page(Operator.UNNAMED);
    String sheet = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(sheet.getBytes(StandardCharsets.UTF_8));

    assertThat(PageStyle.POLICY)
        .startsWith("default-src 'none'; ")
        .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'")
        .doesNotContain("unsafe");
    assertThat(page).doesNotContain("style=");
  }

  @Test
  void nothingFromOutsideBecomesMarkup() {
    Operator operator = new Operator(EVIL, new Contact(EVIL, null), null);

    String page =
        new RefusalPage(Cases.with(with(operator)), RefusalReason.PORT, EVIL, Languages.usual())
            .html();

    assertThat(page)
        .doesNotContain("<script>", "\u0000", "&\"")
        .contains("&lt;script&gt;&amp;&quot;&#39;/&gt;%1$s{}\ufffd\ufffd--&gt;");
  }

  @Test
  void noHostThatCanBeAskedForBecomesMarkup() {
    SplittableRandom random = new SplittableRandom(20_261_123);
    String odd = "ab.-_0:[]<>\"'&/%\\ \u3002\uff1c\u00fc\u0131\u200d\ud83d\ude00";
    int shown = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(12);
      for (int at = 0; at < length; at++) {
        text.append(odd.charAt(random.nextInt(odd.length())));
      }
      Host host = Host.parse(text).accepted().orElse(null);
      if (host != null) {
        shown++;
        assertThat(code(host)).as(text.toString()).matches("[a-z0-9._:-]+");
      }
    }
    assertThat(shown).isGreaterThan(1_000);
  }

  private static String code(Host host) {
    Case about = Cases.of(host, Wording.USUAL, null);
    String page = new RefusalPage(about, RefusalReason.HOSTILE, "", Languages.usual()).html();
    return page.substring(page.indexOf("<code>") + 6, page.indexOf("</code>"));
  }

  @Test
  void internationalNameIsShownAsItIsSent() {
    assertThat(code(Host.parse("\u30c6\u30b9\u30c8.example").orElseThrow()))
        .isEqualTo("xn--zckzah.example");
  }

  @ParameterizedTest
  @CsvSource({
    "Help desk, , Help desk",
    "a@b.example, mailto:a@b.example, <a href=\"mailto:a@b.example?subject=4821-0937-5516-2048\">a@b.example</a>",
    "a@b.example, mailto:a@b.example?cc=c, <a href=\"mailto:a@b.example?cc=c\">a@b.example</a>",
    "https://h.example/?a&b, https://h.example/?a&b, <a href=\"https://h.example/?a&amp;b\">https://h.example/?a&amp;b</a>"
  })
  void contactIsALinkWhereItCanBe(String text, @Nullable String link, String shown) {
    Contact contact = new Contact(text, link == null ? null : URI.create(link));

    assertThat(page(new Operator(null, contact, null))).contains("<dd>" + shown + "</dd>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "a/b", "ftp://a.example/"})
  void nothingElseIsALink(String link) {
    assertThatThrownBy(() -> new Contact("x", URI.create(link)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String page(Operator operator) {
    return new RefusalPage(Cases.with(with(operator)), RefusalReason.HOSTILE, "", Languages.usual())
        .html();
  }

  private static Wording with(Operator operator) {
    Wording usual = Wording.USUAL;
    return new Wording(usual.page(), usual.redirect(), operator, usual.openness());
  }
}
