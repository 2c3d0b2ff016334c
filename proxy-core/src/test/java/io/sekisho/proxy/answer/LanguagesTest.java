package io.sekisho.proxy.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.http.Headers;
import io.sekisho.proxy.http.Headers.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LanguagesTest {
  private static final String PIECES = "abejnqz*-_;=,.019 \t\"\\/\u00e9";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "da, en-gb;q=0.8, en;q=0.7|en", // RFC 9110, 12.5.4
        "ja|ja",
        "JA-jp|ja",
        "ja-Jpan-JP-u-ca-japanese|ja",
        "en-US,en;q=0.9,ja;q=0.8|en",
        "fr-CH, fr;q=0.9, ja;q=0.8, en;q=0.7, *;q=0.5|ja",
        "en;q=0.4, ja;q=0.5|ja",
        "en;q=0.5, ja;q=0.5|en",
        "ja;q=0.5, en;q=0.5|ja",
        "en; q=0.001 , ja ; q = 1.000|ja",
        "*|en",
        "*, en;q=0|ja",
        "en;q=0, *;q=0.1|ja",
        "fr, en;q=0|ja",
        "ja;q=0, en;q=0|en",
        "fr, de;q=0.3|en",
        "jam|en",
        "j|en",
        "ja;q=2|en",
        "ja;q=0.1234|en",
        "ja;q=-1|en",
        "ja;q=|en",
        "ja;level=1;q=0.9, en;q=0.8|ja",
        ";q=1, ,, ja;;;|ja",
        "''|en",
      })
  void languageIsTheOneThatTheClientReadsBest(String header, String expected) {
    assertThat(wanted(header)).isEqualTo(expected);
  }

  @Test
  void severalFieldsAreOneList() {
    Headers request =
        new Headers(
            List.of(
                new Field("accept-language", "fr"), new Field("Accept-Language", "ja, en;q=0.9")));

    assertThat(Languages.wanted(request).tag()).isEqualTo("ja");
  }

  @Test
  void withoutTheFieldItIsTheFirst() {
    assertThat(Languages.wanted(Headers.NONE).tag()).isEqualTo("en");
  }

  @Test
  void membersBeyondAnyUseAreNotRead() {
    assertThat(wanted("fr,".repeat(64) + "ja")).isEqualTo("en");
    assertThat(wanted("fr,".repeat(63) + "ja")).isEqualTo("ja");
  }

  @Test
  void oddHeadersChooseSomeLanguage() {
    SplittableRandom random = new SplittableRandom(20_261_123);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder header = new StringBuilder();
      int length = random.nextInt(40);
      for (int at = 0; at < length; at++) {
        header.append(PIECES.charAt(random.nextInt(PIECES.length())));
      }

      assertThat(wanted(header.toString().strip())).as(header.toString()).isIn("en", "ja");
    }
  }

  @Test
  void everyLanguageSaysAllThatIsSaid() {
    List<String> keys = new ArrayList<>(List.of("direction", "todo", "facts", "footer"));
    for (String fact : List.of("case", "destination", "time", "detail", "listing", "contact")) {
      keys.add("fact." + fact);
    }
    for (Words words : Languages.all()) {
      assertThat(words.text("direction")).isIn("ltr", "rtl");
      assertThat(keys).allSatisfy(key -> assertThat(words.text(key)).isNotBlank());
      for (RefusalReason why : RefusalReason.values()) {
        assertThat(words.of(why).todo()).as(words.tag() + " " + why).isNotEmpty();
      }
      assertThat(words.keys()).isEqualTo(Languages.usual().keys());
    }
  }

  private static String wanted(String header) {
    return Languages.wanted(new Headers(List.of(new Field("Accept-Language", header)))).tag();
  }
}
