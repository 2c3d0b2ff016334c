package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EdlLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "192.0.2.7                                 @ address 192.0.2.7",
        "192.0.2.0/24 ; test internal subnet       @ prefix 192.0.2.0/24",
        "192.0.2.0/255.255.255.0                   @ prefix 192.0.2.0/24",
        "192.0.2.0/255.255.255.0 a network         @ prefix 192.0.2.0/24",
        "192.0.2.0/255.0.255.0                     @ !bad-prefix-length",
        "192.0.2.0/0.0.0.255                       @ !bad-prefix-length",
        "192.0.2.0 255.255.255.0                   @ !ambiguous-address",
        "192.0.2.40-192.0.2.43                     @ prefix 192.0.2.40/30",
        "192.0.2.40 - 192.0.2.43 # four            @ prefix 192.0.2.40/30",
        "192.0.2.43-192.0.2.40                     @ !bad-range",
        "192.0.2.43-evil                           @ !bad-range",
        "2001:db8:123:1::1 #test IPv6 address      @ address 2001:db8:123:1::1",
        "2001:db8:123:1::/64                       @ prefix 2001:db8:123:1::/64",
        "2001:db8::1-2001:db8::2                   @ address 2001:db8::1 | address 2001:db8::2",
        "192.0.2.0/33                              @ !bad-prefix-length",
        "192.0.2.256 nobody                        @ !bad-address",
        "evil.example                              @ name *.evil.example",
        "*.evil.example # all of it                @ name *.evil.example",
        "evil-site.example                         @ name *.evil-site.example",
        "evil.example another.example              @ !trailing-text",
        "*.*.evil.example                          @ !wildcard",
        "mail.*.example                            @ !wildcard",
        "^.evil.example                            @ !wildcard",
        "*                                         @ !wildcard",
        "evil.example/gate.php                     @ url evil.example/gate.php",
        "192.0.2.7/gate.php                        @ url 192.0.2.7/gate.php",
        "192.0.2.7/24.php                          @ url 192.0.2.7/24.php",
        "http://evil.example/gate.php              @ url evil.example/gate.php",
        "evil.example/                             @ !root-path",
        "192.0.2.7/                                @ !root-path",
        "evil.example:8080                         @ endpoint evil.example:8080",
        "exa<mple                                  @ !forbidden-character",
        "# comment                                 @ ``",
      })
  void isOfTheKindThatItLooksLike(String line, String expected) {
    assertThat(Entries.ofLine("edl", line)).isEqualTo(expected);
  }

  @Test
  void theCommentIsATag() {
    String text = "192.0.2.0/24 ; test subnet\n192.0.2.7\nevil.example # Qakbot\n";

    List<String> said = Sayings.in("edl", text);

    assertThat(said)
        .containsExactly("-, -, -, -, test subnet", "-, -, -, -, -", "-, -, -, -, Qakbot");
  }
}
