package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuricataDatasetLineTest {
  private static final String MD5 = "0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "evil.example                               @ exact-name evil.example",
        "EVIL.example                               @ exact-name evil.example",
        ".evil.example                              @ name *.evil.example",
        "192.0.2.7                                  @ address 192.0.2.7",
        "http://evil.example/gate.php               @ url evil.example/gate.php",
        "https://evil.example/                      @ endpoint evil.example:443",
        "Mozilla/4.0 (compatible; )                 @ !other-type",
        "curl/7.53.1                                @ !other-type",
        "evil                                       @ !other-type",
      })
  void aStringInBase64IsOfUseWhereItNamesAHost(String string, String expected) {
    String line = Base64.getEncoder().encodeToString(string.getBytes(StandardCharsets.UTF_8));

    assertThat(Entries.ofLine("suricata-dataset", line)).isEqualTo(expected);
    assertThat(Entries.ofLine("suricata-dataset", line + ",123")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "::ffff:192.0.2.7                            @ address 192.0.2.7",
        "0004:0005:0000:0000:0000:0000:0000:0006     @ address 4:5::6",
        "192.0.2.7,65535                             @ address 192.0.2.7",
        "192.0.2.7,65536                             @ !bad-score",
        "192.0.2.7,high                              @ !bad-score",
        "192.0.2.777                                 @ !bad-encoding",
        "Y3VybC83Lj!QzLjA=                           @ !bad-encoding",
        "evil.example                                @ !bad-encoding",
        "////                                        @ !other-type",
        "{\"host\":\"evil.example\",\"origin\":\"x\"}    @ exact-name evil.example",
        "{\"domain\": \".evil.example\"}             @ name *.evil.example",
        "{\"ip\":\"192.0.2.7\",\"n\":[1,{\"a\":2}]},   @ address 192.0.2.7",
        "{\"comment\":\"evil.example\"}              @ !missing-field",
        "{\"host\":7}                                @ !missing-field",
        "{\"host\":\"evil.example\"                  @ !bad-record",
        "{\"host\":\"evil.example\"} x               @ !bad-record",
        "[                                           @ ``",
        "# comment                                   @ ``",
      })
  void isReadAsWhatItIs(String line, String expected) {
    assertThat(Entries.ofLine("suricata-dataset", line)).isEqualTo(expected);
  }

  @Test
  void digestsAreNoDestinations() {
    List<String> entries = Entries.described("suricata-dataset", MD5 + "\n" + MD5 + MD5 + ",7\n");

    assertThat(entries).containsExactly("1 !other-type", "2 !other-type");
  }

  @Test
  void theScoreOfAReputationIsATag() {
    List<String> said = Sayings.in("suricata-dataset", "192.0.2.7,1200\n192.0.2.8\n");

    assertThat(said).containsExactly("-, -, -, -, score 1200", "-, -, -, -, -");
  }
}
