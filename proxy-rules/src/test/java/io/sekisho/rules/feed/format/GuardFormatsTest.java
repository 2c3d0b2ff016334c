package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GuardFormatsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1,popular.example;                              popular.example",
        "'\uFEFF1,popular.example';                      popular.example",
        "https://popular.example,0,tranco;               popular.example",
        "http://www.popular.example/,0,x;                www.popular.example",
        "1,1,popular.example,example,5,7,popular.example; popular.example",
        "'\"12\",\"Popular.Example\",\"x\"';             popular.example",
        "popular.example;                                popular.example",
        "1\tpopular.example;                             popular.example",
        "https://_wildcard_.ph,0,tranco;                 _wildcard_.ph",
        "# a comment;                                    ''",
        "9,com;                                          single-label",
        "9,;                                             missing-field",
        "nine,192.0.2.1;                                 missing-field"
      })
  void aLineOfATopListIsAName(String line, String wanted) throws IOException {
    assertThat(read(GuardFormats.TOP_LIST, "rank,name\n" + line + "\n")).isEqualTo(wanted);
  }

  @Test
  void theHeaderOfATopListIsNoEntry() throws IOException {
    assertThat(read(GuardFormats.TOP_LIST, "GlobalRank,TldRank,Domain\r\n1,1,a.example\r\n"))
        .isEqualTo("a.example");
    assertThat(read(GuardFormats.TOP_LIST, "1,a.example")).isEqualTo("a.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "co.uk;            co.uk",
        "com;              com",
        "*.ck;             *.ck",
        "!www.ck;          except www.ck",
        "公司.cn;          xn--55qx5d.cn",
        "co.uk // old;     co.uk",
        "// ===BEGIN PRIVATE DOMAINS===; ''",
        "a.*.example;      wildcard",
        "*;                wildcard",
        "a..b;             empty-label"
      })
  void aLineOfAPublicSuffixListIsARule(String line, String wanted) throws IOException {
    assertThat(read(GuardFormats.PUBLIC_SUFFIXES, line + "\n")).isEqualTo(wanted);
  }

  @Test
  void neverBlockKnowsTheFormatsOfFeedsTooAndFeedsNotThese() {
    assertThat(GuardFormats.labels()).contains("domains", "top-list", "public-suffixes");
    assertThat(GuardFormats.named("hosts")).isPresent();
    assertThat(GuardFormats.named("nonsense")).isEmpty();
    assertThat(FormatChoice.named("top-list")).isEmpty();
  }

  private static String read(FormatChoice format, String text) throws IOException {
    List<String> entries = new ArrayList<>();
    format
        .format()
        .orElseThrow()
        .read(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            entry ->
                entries.add(
                    entry.<String>fold(
                        claim -> claim.pattern().toString(),
                        except -> "except " + except.pattern(),
                        rejected -> rejected.reason().label(),
                        note -> note.text())));
    return String.join(" ", entries);
  }
}
