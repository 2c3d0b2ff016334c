package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WarninglistRecordTest {
  private static final String NETWORK = "[\"domain\",\"ip-dst\"]";

  @ParameterizedTest
  @CsvSource({
    "cidr,      192.0.2.0/24,  prefix 192.0.2.0/24",
    "cidr,      2001:db8::7,   address 2001:db8::7",
    "cidr,      evil.example,  !name-not-address",
    "hostname,  Ok.example,    exact-name ok.example",
    "hostname,  .ok.example,   name *.ok.example",
    "hostname,  192.0.2.7,     address 192.0.2.7",
    "hostname,  com,           !single-label",
    "hostname,  .com,          !single-label",
    "hostname,  a.192.0.2.7,   !bad-address",
    "string,    ok.example,    exact-name ok.example",
    "string,    .ok.example,   name *.ok.example",
    "string,    ok..example,   !empty-label",
    "string,    '',            !empty",
    "string,    .,             !empty",
    "substring, ok.example,    !unsupported-pattern",
    "regex,     /ok/,          !unsupported-pattern",
    "surprise,  ok.example,    !unsupported-pattern",
  })
  void theTypeOfTheListSaysWhatItsValuesAre(String type, String value, String expected) {
    String values = "[\"" + value + "\"]";
    String behind =
        "{\"list\":%s,\"matching_attributes\":%s,\"type\":\"%s\"}".formatted(values, NETWORK, type);
    String before =
        "{\"type\":\"%s\",\"matching_attributes\":%s,\"list\":%s}".formatted(type, NETWORK, values);

    assertThat(Entries.ofLine("misp-warninglist", behind)).isEqualTo(expected);
    assertThat(Entries.ofLine("misp-warninglist", before)).isEqualTo(expected);
  }

  @Test
  void aListForHashesHasNoDestinations() {
    String text =
        """
        {"list": ["d41d8cd98f00b204e9800998ecf8427e", "3::"],
         "matching_attributes": ["md5", "ssdeep"], "type": "string"}
        """;

    assertThat(Entries.described("misp-warninglist", text))
        .containsExactly("1 !other-type", "1 !other-type");
  }

  @Test
  void aListThatDoesNotSayIsOneOfStrings() {
    assertThat(Entries.described("misp-warninglist", "{\"list\":[\"a.example\",\n\"b.example\"]}"))
        .containsExactly("1 exact-name a.example", "2 exact-name b.example");
  }

  @Test
  void listsMayStandBehindEachOther() {
    String names = "{\"list\":[\"a.example\"],\"type\":\"string\"}\n";
    String prefixes = "{\"list\":[\"192.0.2.7\"],\"type\":\"cidr\"}\n";

    assertThat(Entries.described("misp-warninglist", names + prefixes))
        .containsExactly("1 exact-name a.example", "2 address 192.0.2.7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      value = {
        "{\"list\":[]}                            @ ~~",
        "{\"error\":\"rate limit\"}               @ !bad-record",
        "{\"list\":[{\"a\":1},null,[\"x.example\"]]} @ !bad-record | exact-name x.example",
        "{\"list\":[\"a.example\"                 @ !unreadable-rest",
      })
  void anErrorIsNeverMerelyEmpty(String answer, String expected) {
    assertThat(Entries.ofLine("misp-warninglist", answer)).isEqualTo(expected);
  }

  @Test
  void noMoreValuesWaitThanThereIsRoomFor() {
    HeldValues held = new HeldValues();
    FeedLine long64k = new FeedLine(1, "x".repeat(1 << 16));
    int room = HeldValues.MAX_CHARACTERS >> 16;

    for (int i = 0; i < room; i++) {
      assertThat(held.add(long64k)).isTrue();
    }

    assertThat(held.add(long64k)).isFalse();
  }

  @Test
  void valuesThatWaitKeepTheirLines() {
    HeldValues held = new HeldValues();
    List<FeedLine> found = new ArrayList<>();

    for (int line = 1; line <= 1_000; line++) {
      assertThat(held.add(new FeedLine(line, "v" + line))).isTrue();
    }
    held.forEach(found::add);

    assertThat(found).hasSize(1_000).contains(new FeedLine(777, "v777"), new FeedLine(1, "v1"));
  }
}
