package io.sekisho.proxy.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ListingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a|feed=\"f\", pattern=\"c2.example:80/a\"",
        "/\"\\|feed=\"f\", pattern=\"c2.example:80/\\\"\\\\\"",
        "/\u00e9\u3042|feed=\"f\", pattern=\"c2.example:80/%C3%A9%E3%81%82\""
      })
  void fieldIsADictionaryOfStrings(String path, String field) {
    assertThat(Listing.field(url(path))).isEqualTo(field);
  }

  @Test
  void fieldHoldsVisibleAsciiWhateverThePatternIs() {
    SplittableRandom random = new SplittableRandom(20_261_123);
    for (int i = 0; i < 10_000; i++) {
      StringBuilder path = new StringBuilder("/x");
      for (int at = 0; at < 8; at++) {
        path.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
      }

      assertThat(Listing.field(url(path.toString()))).matches("[ -~]+");
    }
  }

  private static Indicator url(String path) {
    Host host = Host.parse("c2.example").orElseThrow();
    return new Indicator(new Pattern.Url(host, 80, path), "f", 1, null, 90, null);
  }
}
