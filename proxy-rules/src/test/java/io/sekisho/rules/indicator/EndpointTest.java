package io.sekisho.rules.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "example.org:443, example.org:443",
    "EXAMPLE.org.:0443, example.org:443",
    "192.0.2.1:1, 192.0.2.1:1",
    "0xc0000201:65535, 192.0.2.1:65535",
    "[2001:DB8::1]:443, [2001:db8::1]:443",
    "[fe80::1%25eth0]:443, [fe80::1]:443",
    "example.org:, port-missing",
    "example.org, port-missing",
    "[::1], port-missing",
    "'', port-missing",
    ":443, empty",
    "example.org:0, bad-port",
    "example.org:65536, bad-port",
    "example.org:99999999999999999999, bad-port",
    "example.org:+80, bad-port",
    "example.org:8o, bad-port",
    "example.org:\uff18, bad-port",
    "2001:db8::1:443, bad-address",
    "::1, bad-address",
    "[::1]x:80, bad-address",
    "[::1]80, port-missing",
    "[a]:b]:80, bad-address",
    "user@example.org:80, forbidden-character",
    "example.org%3a80:80, forbidden-character",
    "example.org/:80, forbidden-character"
  })
  void anAuthorityIsReadOrRefused(String text, String expected) {
    assertThat(Endpoint.parse(text).fold(Endpoint::toString, Refusal::label)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "example.org, example.org:80",
    "example.org:, example.org:80",
    "example.org:8080, example.org:8080",
    "[::1], [::1]:80",
    "[::1]:, [::1]:80",
    "[::1]80, bad-address",
    "::1, bad-address",
    "'', empty"
  })
  void aPortThatIsNotGivenIsTheDefault(String text, String expected) {
    assertThat(Endpoint.parseWithDefaultPort(text, 80).fold(Endpoint::toString, Refusal::label))
        .isEqualTo(expected);
  }
}
