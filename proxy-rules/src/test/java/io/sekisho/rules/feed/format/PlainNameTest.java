package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainNameTest {
  private static final String CHARACTERS = "aaxnz09--...ü%A_:";

  @Test
  void isWhatTheCanonicaliserSays() {
    SplittableRandom random = new SplittableRandom(3);
    int plain = 0;

    for (int round = 0; round < 200_000; round++) {
      String text = text(random);
      Optional<HostName> name = PlainName.of(text);

      if (name.isPresent()) {
        plain++;
        assertThat(Host.parse(text).accepted()).as(text).contains(name.get());
      }
    }

    assertThat(plain).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a..b", "a.", ".a", "a.1", "a.0x1", "xn--a.b", "A.b", "a b.c"})
  void inDoubtANameIsNotPlain(String text) {
    assertThat(PlainName.of(text)).isEmpty();
  }

  @Test
  void lengthsAreThoseOfTheCanonicaliser() {
    for (int label = 60; label < 67; label++) {
      String text = "a".repeat(label) + ".example";
      assertThat(PlainName.of(text).isPresent()).isEqualTo(Host.parse(text).accepted().isPresent());
    }
    for (int labels = 120; labels < 130; labels++) {
      String text = "a.".repeat(labels) + "ab";
      assertThat(PlainName.of(text).isPresent()).isEqualTo(Host.parse(text).accepted().isPresent());
    }
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(1, 12);
    for (int i = 0; i < length; i++) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }
}
