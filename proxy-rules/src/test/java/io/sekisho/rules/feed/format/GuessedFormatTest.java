package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GuessedFormatTest {
  private static final int HEAD = 1_000;

  /** A beginning, and what follows after many lines of it. */
  @ParameterizedTest
  @CsvSource({
    "a.example, b.example, domains, domains",
    "192.0.2.1, 192.0.2.2, ips, ips",
    "192.0.2.1, evil.example, ips, domains",
    "evil.example, /gate.php, domains, maltrail",
    "0.0.0.0 a.example, ||b.example^, hosts, adblock or hosts",
    "evil.example, 'a,b', domains, unknown",
    "'a,b', evil.example, domains, domains",
  })
  void theWholeTellsWhetherTheBeginningWasRight(
      String first, String then, String guessed, String told) throws IOException {
    byte[] copy = text(first, then);
    GuessedFormat guess = GuessedFormat.of("feed.txt", Arrays.copyOf(copy, HEAD));
    List<FeedEntry> entries = new ArrayList<>();

    guess.read(new ByteArrayInputStream(copy), entries::add);

    assertThat(guess.label()).isEqualTo(guessed);
    assertThat(describe(guess.told())).isEqualTo(told);
    assertThat(entries).hasSize(4_000);
  }

  private static byte[] text(String first, String then) {
    String text = (first + "\n").repeat(2_000) + (then + "\n").repeat(2_000);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String describe(FormatDetection told) {
    return told.fold(
        found -> found.format().label(),
        unknown -> "unknown",
        ambiguous -> String.join(" or ", ambiguous.labels()));
  }
}
