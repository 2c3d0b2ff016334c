package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnboundLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "local-zone: \"evil.example\" refuse                @ name *.evil.example",
        "local-zone: \"evil.example\" always_nxdomain       @ name *.evil.example",
        "local-zone: 'evil.example.' always_null            @ name *.evil.example",
        "local-zone: evil.example static # May              @ name *.evil.example",
        "local-zone:\"evil.example\" redirect               @ name *.evil.example",
        "local-zone: \"evil.example\" \"deny\"              @ name *.evil.example",
        "local-zone: \"EVIL.example\" ALWAYS_REFUSE         @ name *.evil.example",
        "local-zone: \"ok.evil.example\" transparent        @ except *.ok.evil.example",
        "local-zone: \"ok.evil.example\" always_transparent @ except *.ok.evil.example",
        "local-zone: \"evil.example\" ipset                 @ !unsupported-option",
        "local-zone: \"evil.example\" blackhole             @ !unknown-directive",
        "local-zone: \"evil.example\"                       @ !missing-field",
        "local-zone: \"evil.example\" refuse now            @ !trailing-text",
        "local-zone: \"actor\" refuse                       @ !single-label",
        "local-zone: \".\" refuse                           @ !wildcard",
        "local-zone: \"192.0.2.7\" refuse                   @ !address-not-name",
        "local-zone: \"exa<mple.org\" refuse                @ !forbidden-character",
        "local-data: \"evil.example A 0.0.0.0\"             @ exact-name evil.example",
        "local-data: \"evil.example. 60 IN AAAA ::\"        @ exact-name evil.example",
        "local-data: \"evil.example A 192.0.2.7\"           @ !local-data",
        "local-data: \"evil.example TXT none\"              @ !local-data",
        "local-data: \"evil.example\"                       @ !missing-field",
        "local-data-ptr: \"192.0.2.7 evil.example\"         @ !unsupported-option",
        "include: \"more.conf\"                             @ !unsupported-option",
        "zone \"evil.example\" { type master; };            @ !unknown-directive",
        "evil.example                                       @ !unknown-directive",
        "server:                                            @ ``",
        "# Title: list                                      @ ``",
      })
  void isAZoneThatIsRefused(String line, String expected) {
    assertThat(Entries.ofLine("unbound", line)).isEqualTo(expected);
  }
}
