package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UrlsLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "http://evil.example/gate.php           @ url evil.example/gate.php",
        "https://evil.example:8443/a?b=c # note @ url evil.example:8443/a?b=c",
        "evil.example/gate.php                  @ url evil.example/gate.php",
        "http://192.0.2.7:58801/i               @ url 192.0.2.7:58801/i",
        "http://evil.example/a#top              @ url evil.example/a",
        "http://evil.example/#top               @ endpoint evil.example:80",
        "http://[2001:db8::7]/i                 @ url [2001:db8::7]/i",
        "http://evil.example/                   @ endpoint evil.example:80",
        "https://evil.example                   @ endpoint evil.example:443",
        "evil.example:8080                      @ endpoint evil.example:8080",
        "evil.example                           @ !root-path",
        "evil.example/                          @ !root-path",
        "*.evil.example                         @ !root-path",
        "192.0.2.7                              @ !root-path",
        "192.0.2.0/24                           @ !root-path",
        "/gate.php                              @ !path-without-host",
        "ftp://evil.example/x                   @ !unknown-scheme",
        "http://evil.example/a b                @ !trailing-text",
        "http:///a                              @ !empty",
      })
  void isAUrlAndNeverAWholeHost(String line, String expected) {
    String entry = Entries.ofLine("urls", line);

    assertThat(entry).isEqualTo(expected);
  }
}
