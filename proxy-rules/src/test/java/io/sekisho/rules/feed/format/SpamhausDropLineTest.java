package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpamhausDropLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "1.10.16.0/20 ; SBL256894           @ prefix 1.10.16.0/20",
        "1.10.16.0/20;SBL256894             @ prefix 1.10.16.0/20",
        "1.10.16.0/20                       @ prefix 1.10.16.0/20",
        "1.10.16.9/20 ; SBL256894           @ prefix 1.10.16.0/20",
        "2a12:2640::/29 ; SBL633219         @ prefix 2a12:2640::/29",
        "192.0.2.7 ; SBL1                   @ address 192.0.2.7",
        "1.10.16.0/33 ; SBL256894           @ !bad-prefix-length",
        "1.10.16/20 ; SBL256894             @ !bad-address",
        "AS12345 ; Some Hosting Ltd         @ !other-type",
        "evil.example ; SBL256894           @ !name-not-address",
        "192.0.2.7:80                       @ !bad-address",
        "; Spamhaus DROP List 2026/02/20    @ ``",
        ";                                  @ ``",
      })
  void isAPrefixAndTheNumberOfItsListing(String line, String expected) {
    assertThat(Entries.ofLine("spamhaus-drop", line)).isEqualTo(expected);
  }

  @Test
  void theListingIsTheReference() {
    String text = "1.10.16.0/20 ; SBL256894\n1.19.0.0/16 ; see mail of May\n1.32.128.0/18\n";

    List<String> said = Sayings.in("spamhaus-drop", text);

    assertThat(said).containsExactly("-, -, -, SBL256894, -", "-, -, -, -, -", "-, -, -, -, -");
  }

  @Test
  void linesAreCountedThroughBannerAndOddLineEnds() {
    String text = "\ufeff; banner\r\n\r\n1.10.16.0/20 ; SBL1\r1.19.0.0/16 \r\n?? ; SBL2";

    List<String> entries = Entries.described("spamhaus-drop", text);

    assertThat(entries)
        .containsExactly("3 prefix 1.10.16.0/20", "4 prefix 1.19.0.0/16", "5 !forbidden-character");
  }
}
