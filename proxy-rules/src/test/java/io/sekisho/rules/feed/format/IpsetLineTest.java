package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IpsetLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "192.0.2.7                                       @ address 192.0.2.7",
        "192.0.2.0/24                                    @ prefix 192.0.2.0/24",
        "192.0.2.8-192.0.2.9                             @ prefix 192.0.2.8/31",
        "add c2 192.0.2.7                                @ address 192.0.2.7",
        "add c2 192.0.2.7 timeout 3600                   @ address 192.0.2.7",
        "add c2 192.0.2.7 timeout 0 comment `seen twice` @ address 192.0.2.7",
        "add c2 192.0.2.0/24 -exist                      @ prefix 192.0.2.0/24",
        "add -exist c2 192.0.2.0/24                      @ prefix 192.0.2.0/24",
        "-A c2 192.0.2.8-192.0.2.9                       @ prefix 192.0.2.8/31",
        "add c2 2001:db8::/32                            @ prefix 2001:db8::/32",
        "add c2 192.0.2.0/28 nomatch                     @ except 192.0.2.0/28",
        "add c2 192.0.2.7,tcp:8080                       @ endpoint 192.0.2.7:8080",
        "add c2 192.0.2.7,8080                           @ endpoint 192.0.2.7:8080",
        "add c2 2001:db8::7,tcp:443                      @ endpoint [2001:db8::7]:443",
        "add c2 192.0.2.7,tcp:0                          @ !bad-port",
        "add c2 192.0.2.7,udp:53                         @ !unsupported-pattern",
        "add c2 192.0.2.7,tcp:80-90                      @ !unsupported-pattern",
        "add c2 192.0.2.0/24,eth0                        @ !unsupported-pattern",
        "add c2 192.0.2.0/24,80                          @ !forbidden-character",
        "add c2                                          @ !missing-field",
        "add                                             @ !missing-field",
        "add c2 02:00:5e:00:53:01                        @ !bad-address",
        "add c2 evil.example                             @ !name-not-address",
        "del c2 192.0.2.7                                @ !revoked",
        "evil.example                                    @ !name-not-address",
        "192.0.2.7/33                                    @ !bad-prefix-length",
        "create c2 hash:ip family inet hashsize 1024     @ ``",
        "-N c2 iphash                                    @ ``",
        "flush c2                                        @ ``",
        "COMMIT                                          @ ``",
        "#                                               @ ``",
      })
  void isAnElementOfAListOrOfASet(String line, String expected) {
    assertThat(Entries.ofLine("ipset", line)).isEqualTo(expected);
  }

  @Test
  void aBannerHoldsNoEntries() {
    String text =
        """
        #
        # sample_c2
        #
        # ipv4 hash:ip ipset
        #
        # This File Date  : Thu Sep 20 02:56:05 UTC 2018
        # Entries         : 2 unique IPs
        #
        192.0.2.7
        192.0.2.9
        """;

    List<String> entries = Entries.described("ipset", text);

    assertThat(entries)
        .containsExactly("7 note COUNT 2", "9 address 192.0.2.7", "10 address 192.0.2.9");
  }

  @Test
  void theNameOfTheSetIsATag() {
    String text = "add a 192.0.2.7\nadd b 192.0.2.8 comment \"a timeout 9\"\n192.0.2.9\n";

    List<String> said = Sayings.in("ipset", text);

    assertThat(said).containsExactly("-, -, -, -, a", "-, -, -, -, b+a timeout 9", "-, -, -, -, -");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "add a 192.0.2.7 timeout 3600,                       PT1H",
        "add a 192.0.2.7 timeout 0,                          -",
        "add a 192.0.2.7 timeout,                            -",
        "add a 192.0.2.7 timeout soon,                       -",
        "add a 192.0.2.7,                                    -",
        "add a 192.0.2.0/24 nomatch timeout 60,              -",
        "add a 192.0.2.7 comment \"x timeout 5\",            -",
        "'add a 192.0.2.7,tcp:80 timeout 60 comment \"x\"',  PT1M",
      })
  void theTimeoutIsHowLongAClaimCounts(String line, @Nullable Duration expected) {
    List<FeedEntry> entries = Entries.in("ipset", line);

    assertThat(entries)
        .extracting(
            entry ->
                entry.<@Nullable Duration>fold(
                    claim -> claim.particulars().lasting(), e -> null, r -> null, n -> null))
        .containsExactly(expected);
  }
}
