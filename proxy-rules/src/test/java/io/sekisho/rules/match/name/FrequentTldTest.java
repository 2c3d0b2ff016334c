package io.sekisho.rules.match.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FrequentTldTest {
  @Test
  void eachHasANumberOfItsOwn() {
    Set<String> texts = new HashSet<>();
    assertThat(FrequentTld.LAST).isLessThan(1 << 6);
    for (int number = 1; number <= FrequentTld.LAST; number++) {
      String text = FrequentTld.text(number);

      assertThat(text).hasSizeLessThanOrEqualTo(FrequentTld.LONGEST);
      assertThat(texts.add(text)).as(text).isTrue();
      assertThat(FrequentTld.number(word(text))).as(text).isEqualTo(number);
    }
  }

  @Test
  void anyOtherHasNone() {
    for (String other : new String[] {"", "c", "co\u0000m", "comx", "example", "moc", "\u00ff"}) {
      assertThat(FrequentTld.number(word(other))).as(other).isEqualTo(FrequentTld.NONE);
    }
  }

  private static long word(String text) {
    long word = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      word = word << Byte.SIZE | text.charAt(i);
    }
    return word;
  }
}
