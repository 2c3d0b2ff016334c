package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StixRecordTest {
  private static final String INDICATOR =
      """
      {"type": "indicator", "spec_version": "2.1", "id": "indicator--1",
       "created": "2026-01-01T00:00:00Z", "modified": "2026-01-02T00:00:00.000Z",
       "name": "Poison Ivy beacon", "indicator_types": ["malicious-activity"], "labels": ["c2"],
       "pattern": "[domain-name:value = 'evil.example']", "pattern_type": "stix",
       "valid_from": "2026-01-03T00:00:00Z", "valid_until": "2026-02-01T00:00:00Z",
       "confidence": 80, "revoked": false,
       "external_references": [{"source_name": "x"}, {"url": "https://ref.example/1"}]}""";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"bundle\",\"id\":\"bundle--1\",\"objects\":[%s]}",
        "{\"type\":\"bundle\",\"spec_version\":\"2.0\",\"objects\":[%s]}",
        "{\"more\":true,\"next\":\"2\",\"objects\":[%s]}",
        "{\"objects\":[%s]}",
        "{\"objects\":[]}{\"objects\":[%s]}",
        "[%s]",
        "[{\"type\":\"bundle\",\"objects\":[%s]}]",
        "%s",
      })
  void indicatorsAreFoundWhereverObjectsAreListed(String envelope) {
    assertThat(Entries.described("stix", envelope.formatted(INDICATOR)))
        .containsExactly("1 name *.evil.example");
  }

  @Test
  void whatAnIndicatorSaysIsKept() {
    Particulars said = Entries.firstParticulars("stix", "[" + INDICATOR + "]");

    assertThat(said.threat()).isEqualTo("Poison Ivy beacon");
    assertThat(said.confidence()).isEqualTo(80);
    assertThat(said.validUntil()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
    assertThat(said.provenance().first()).contains(Instant.parse("2026-01-03T00:00:00Z"));
    assertThat(said.provenance().reference()).isEqualTo("https://ref.example/1");
    assertThat(said.provenance().tags()).containsExactly("malicious-activity", "c2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      value = {
        "[domain-name:value='Evil.Example']                      @ name *.evil.example",
        "[domain-name:value = 'com']                             @ !single-label",
        "[domain-name:value = '192.0.2.7']                       @ !address-not-name",
        "[domain-name:value = 'evil.example/x']                  @ !forbidden-character",
        "[ipv4-addr:value = '192.0.2.7']                         @ address 192.0.2.7",
        "[ipv4-addr:value = '192.0.2.0/24']                      @ prefix 192.0.2.0/24",
        "[ipv4-addr:value ISSUBSET '192.0.2.0/24']               @ prefix 192.0.2.0/24",
        "[ipv4-addr:value = 'evil.example']                      @ !name-not-address",
        "[ipv6-addr:value = '2001:db8::7']                       @ address 2001:db8::7",
        "[url:value = 'http://evil.example/gate.php']            @ url evil.example/gate.php",
        "[url:value = 'http://evil.example/a#b']                 @ url evil.example/a",
        "[url:value = 'evil.example/cgi-bin/x/']                 @ url evil.example/cgi-bin/x/",
        "[url:value = 'https://evil.example']                    @ endpoint evil.example:443",
        "[url:value = 'evil.example']                            @ !root-path",
        "[url:value = '192.0.2.7']                               @ !root-path",
        "[url:value = 'hxxp://evil.example/x']                   @ !unknown-scheme",
        "[x509-certificate:hashes.'SHA-1' = '00112233445566778899aabbccddeeff00112233'] @ certificate 00112233445566778899aabbccddeeff00112233",
        "[x509-certificate:hashes.'SHA-256' = '00']              @ !other-type",
        "[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '192.0.2.7'] @ address 192.0.2.7",
        "[network-traffic:dst_ref.type = 'domain-name' AND network-traffic:dst_ref.value = 'evil.example'] @ name *.evil.example",
        "[network-traffic:dst_ref.value = 'evil.example']        @ name *.evil.example",
        "[network-traffic:dst_ref.value = '192.0.2.7' AND network-traffic:dst_port = 443] @ endpoint 192.0.2.7:443",
        "[network-traffic:dst_ref.value = '2001:db8::7' AND network-traffic:dst_port = 443 AND network-traffic:protocols[*] = 'tcp'] @ endpoint [2001:db8::7]:443",
        "[network-traffic:dst_ref.value = '192.0.2.7' AND network-traffic:dst_port IN (80, 443)] @ endpoint 192.0.2.7:80 | endpoint 192.0.2.7:443",
        "[network-traffic:dst_ref.value = '192.0.2.0/24' AND network-traffic:dst_port = 443] @ !unsupported-pattern",
        "[network-traffic:dst_ref.value = '192.0.2.7' AND network-traffic:dst_port > 1024] @ !unsupported-pattern",
        "[network-traffic:dst_ref.value = '192.0.2.7' AND network-traffic:protocols[*] = 'udp'] @ !unsupported-pattern",
        "[network-traffic:dst_ref.value = '192.0.2.7' AND network-traffic:dst_ref.value = '192.0.2.8'] @ !unsupported-pattern",
        "[network-traffic:dst_port = 443]                        @ !unsupported-pattern",
        "[network-traffic:src_ref.value = '192.0.2.7']           @ !other-direction",
        "[network-traffic:src_ref.value = '192.0.2.7' AND network-traffic:dst_port = 443] @ !other-direction",
        "[domain-name:value IN ('a.example', 'b.example')]       @ name *.a.example | name *.b.example",
        "[domain-name:value = 'a.example' OR ipv4-addr:value = '192.0.2.7'] @ name *.a.example | address 192.0.2.7",
        "[domain-name:value = 'a.example'] OR [url:value = 'http://b.example/x'] @ name *.a.example | url b.example/x",
        "[domain-name:value = 'a.example' OR file:name = 'x']    @ name *.a.example | !other-type",
        "[domain-name:value = 'a.example' AND domain-name:resolves_to_refs[*].value = '192.0.2.7'] @ !composite-pattern",
        "[domain-name:value = 'a.example' AND file:name = 'x']   @ !composite-pattern",
        "[ipv4-addr:value = '192.0.2.7' AND network-traffic:dst_port = 443] @ !composite-pattern",
        "[domain-name:value = 'a.example'] AND [ipv4-addr:value = '192.0.2.7'] @ !composite-pattern",
        "[domain-name:value = 'a.example'] FOLLOWEDBY [ipv4-addr:value = '192.0.2.7'] @ !composite-pattern",
        "[domain-name:value = 'a.example'] WITHIN 60 SECONDS     @ !unsupported-pattern",
        "[domain-name:value NOT = 'a.example']                   @ !unsupported-pattern",
        "[domain-name:value != 'a.example']                      @ !unsupported-pattern",
        "[domain-name:value LIKE '%.example']                    @ !unsupported-pattern",
        "[domain-name:value MATCHES '.*']                        @ !unsupported-pattern",
        "[url:value LIKE 'http://%/gate.php']                    @ !unsupported-pattern",
        "[EXISTS domain-name:value]                              @ !unsupported-pattern",
        "[file:hashes.'SHA-256' = '00ff']                        @ !other-type",
        "[file:hashes.MD5 = '00ff' AND file:name = 'x']          @ !other-type",
        "[process:name = 'x']                                    @ !other-type",
        "[email-message:subject = 'x']                            @ !other-type",
        "[app:id = 'com.example']                                @ !other-type",
        "[domain-name:value = 'evil.example'                     @ !bad-record",
        "evil.example                                            @ !bad-record",
      })
  void aPatternIsUsedAsAWholeOrNotAtAll(String pattern, String expected) {
    assertThat(Entries.ofLine("stix", object("indicator", "1", "\"pattern\":\"" + pattern + "\"")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      value = {
        "\"pattern\":null                                               @ !missing-field",
        "\"name\":\"x\"                                                 @ !missing-field",
        "\"pattern\":7                                                  @ !bad-record",
        "\"pattern\":[\"[a:b='c']\",\"[a:b='d']\"]                      @ !missing-field",
        "\"pattern\":\"[a:b='c']\",\"revoked\":true                     @ !revoked",
        "\"pattern\":\"[a:b='c']\",\"indicator_types\":[\"benign\"] @ !not-for-detection",
        "\"pattern\":\"[a:b='c']\",\"labels\":[\"x\",\"benign\"]  @ !not-for-detection",
        "\"pattern\":\"alert tcp any\",\"pattern_type\":\"snort\"       @ !unsupported-pattern",
        "\"pattern\":\"rule x {}\",\"pattern_type\":\"yara\"            @ !unsupported-pattern",
        "\"pattern\":\"[a:b='c']\",\"pattern_type\":null                @ !unsupported-pattern",
      })
  void anIndicatorThatIsNotUsedSaysWhy(String fields, String expected) {
    assertThat(Entries.ofLine("stix", object("indicator", "1", fields))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"malware", "identity", "observed-data", "x-vendor-thing"})
  void objectsThatAreNoIndicatorsAreNothing(String type) {
    String object =
        object(type, "1", "\"name\":\"x\",\"objects\":{\"0\":{\"type\":\"ipv4-addr\"}}");

    assertThat(Entries.described("stix", "{\"objects\":[" + object + "]}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      value = {
        "{}                                                 @ ~~",
        "{\"more\":false}                                   @ ~~",
        "{\"type\":\"bundle\",\"id\":\"bundle--1\"}         @ ~~",
        "{\"title\":\"Unauthorized\",\"http_status\":\"401\"} @ !bad-record",
        "{\"objects\":[{\"id\":\"x\"}]}                     @ !bad-record",
        "{\"objects\":[                                     @ !unreadable-rest",
      })
  void anErrorIsNeverMerelyEmpty(String answer, String expected) {
    assertThat(Entries.ofLine("stix", answer)).isEqualTo(expected);
  }

  @Test
  void theNewestVersionOfAnObjectCounts() {
    String old = version("2026-01-01T00:00:00Z", "old.example", "false");
    String young = version("2026-01-02T00:00:00.5Z", "new.example", "false");
    String gone = version("2026-01-03T00:00:00Z", "gone.example", "true");

    assertThat(Entries.described("stix", "[" + old + "," + young + "]"))
        .containsExactly("1 name *.new.example");
    assertThat(Entries.described("stix", "[" + young + "," + old + "]"))
        .containsExactly("1 name *.new.example");
    assertThat(Entries.described("stix", "[" + young + "," + gone + "," + old + "]"))
        .containsExactly("1 !revoked");
  }

  @Test
  void malwareThatAnIndicatorIndicatesIsItsThreat() {
    String malware = object("malware", "m", "\"name\":\"Predator\"");
    String campaign = object("campaign", "c", "\"name\":\"Spring\"");
    String text =
        "["
            + String.join(
                ",", INDICATOR, relation("malware--m"), relation("campaign--c"), campaign, malware)
            + "]";

    assertThat(Entries.firstParticulars("stix", text).threat()).isEqualTo("Predator");
  }

  @Test
  void aNameThatOnlyRepeatsTheDestinationIsNoThreat() {
    String named = INDICATOR.replace("Poison Ivy beacon", "evil.example");

    assertThat(Entries.firstParticulars("stix", named).threat()).isNull();
  }

  @Test
  void noMoreWaitThanTheWindowHolds() {
    int count = StixWindow.MAX_WAITING + 10;
    String first = version("2026-01-01T00:00:00Z", "first.example", "false");
    String many =
        IntStream.range(0, count)
            .mapToObj(i -> object("indicator", "n" + i, "\"pattern\":\"[file:name = 'x']\""))
            .collect(Collectors.joining("\n"));
    String gone = version("2026-01-03T00:00:00Z", "first.example", "true");

    List<String> found = Entries.described("stix", first + many + gone);

    assertThat(found).hasSize(count + 2).startsWith("1 name *.first.example");
    assertThat(found.get(count + 1)).endsWith("!revoked");
  }

  private static String version(String modified, String name, String revoked) {
    return object(
        "indicator",
        "1",
        "\"modified\":\"%s\",\"revoked\":%s,\"pattern\":\"[domain-name:value = '%s']\""
            .formatted(modified, revoked, name));
  }

  private static String relation(String target) {
    return object(
        "relationship",
        target,
        "\"relationship_type\":\"indicates\",\"source_ref\":\"indicator--1\",\"target_ref\":\""
            + target
            + "\"");
  }

  private static String object(String type, String id, String fields) {
    return "{\"type\":\"%s\",\"id\":\"%s--%s\",%s}".formatted(type, type, id, fields);
  }
}
