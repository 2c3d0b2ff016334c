package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DnsmasqLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "address=/evil.example/0.0.0.0              @ name *.evil.example",
        "address=/evil.example/127.0.0.1            @ name *.evil.example",
        "address=/evil.example/::                   @ name *.evil.example",
        "address=/evil.example/                     @ name *.evil.example",
        "address=/evil.example/#                    @ name *.evil.example",
        "address=/a.example/b.example/0.0.0.0       @ name *.a.example | name *.b.example",
        "address = /evil.example/0.0.0.0 # May      @ name *.evil.example",
        "local=/evil.example/                       @ name *.evil.example",
        "server=/evil.example/                      @ name *.evil.example",
        "local=/EVIL.example./                      @ name *.evil.example",
        "local=/.evil.example/                      @ name *.evil.example",
        "local=/*.evil.example/                     @ name *.evil.example",
        "local=/bücher.example/                     @ name *.xn--bcher-kva.example",
        "local=/*.actor/                            @ name *.actor",
        "server=/ok.evil.example/#                  @ except *.ok.evil.example",
        "local=/actor/                              @ !single-label",
        "local=/*evil.example/                      @ !wildcard",
        "address=/#/0.0.0.0                         @ !wildcard",
        "local=//                                   @ !wildcard",
        "address=/192.0.2.7/0.0.0.0                 @ !address-not-name",
        "address=/evil.example/192.0.2.7            @ !local-data",
        "address=/evil.example/nowhere              @ !name-not-address",
        "address=/evil.example/192.0.2.777          @ !bad-address",
        "server=/corp.example/192.0.2.53            @ !unsupported-option",
        "local=/exa<mple.org/                       @ !forbidden-character",
        "address=/evil.example                      @ !missing-field",
        "address=evil.example                       @ !missing-field",
        "server=192.0.2.53                          @ !missing-field",
        "ipset=/evil.example/set                    @ !unsupported-option",
        "conf-file=/etc/more.conf                   @ !unsupported-option",
        "<html>                                     @ !unknown-directive",
        "0.0.0.0 evil.example                       @ !unknown-directive",
        "# Title: list                              @ ``",
      })
  void isARefusalOfNames(String line, String expected) {
    assertThat(Entries.ofLine("dnsmasq", line)).isEqualTo(expected);
  }

  @Test
  void oneBadNameCostsNoOther() {
    List<String> entries =
        Entries.described("dnsmasq", "# x\n\naddress=/a.example/exa mple/b.example/0.0.0.0\n");

    assertThat(entries)
        .containsExactly("3 name *.a.example", "3 !forbidden-character", "3 name *.b.example");
  }
}
