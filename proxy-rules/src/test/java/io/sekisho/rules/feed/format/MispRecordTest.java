package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MispRecordTest {
  private static final String EVENT =
      """
      {"Event": {"uuid": "5a1f", "info": "Emotet, second wave", "timestamp": "1755989538",
       "Tag": [{"name": "tlp:clear"}],
       "Attribute": [
      {"type": "ip-dst", "value": "192.0.2.7", "to_ids": true, "timestamp": "1700000000",
       "last_seen": "2026-01-02T00:00:00+00:00", "comment": "https://ref.example/1",
       "Tag": [{"name": "misp-galaxy:malpedia=\\"Emotet\\""}]},
      {"type": "md5", "value": "00ff", "to_ids": true}],
       "Object": [{"name": "url", "Attribute": [
      {"type": "domain", "value": "evil.example", "to_ids": true, "timestamp": "0"}]}],
       "RelatedEvent": [{"Event": {"info": "other"}}]}}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"misp-event", "misp-feed"})
  void theAttributesOfAnEventAndOfItsObjectsAreRead(String format) {
    assertThat(Entries.described(format, EVENT))
        .containsExactly("4 address 192.0.2.7", "7 !other-type", "9 name *.evil.example");
  }

  @Test
  void whatAttributeAndEventSayIsKept() {
    Particulars said = Entries.firstParticulars("misp-event", EVENT);

    assertThat(said.threat()).isEqualTo("Emotet");
    assertThat(said.provenance().first()).contains(Instant.ofEpochSecond(1_700_000_000));
    assertThat(said.provenance().last()).contains(Instant.parse("2026-01-02T00:00:00Z"));
    assertThat(said.provenance().reference()).isEqualTo("https://ref.example/1");
    assertThat(said.provenance().tags())
        .containsExactly("misp-galaxy:malpedia=\"Emotet\"", "tlp:clear");
  }

  @Test
  void withoutAFamilyTheEventTellsTheThreat() {
    String text = EVENT.replace("misp-galaxy:malpedia", "misp-galaxy:country");
    Particulars said = Entries.firstParticulars("misp-event", text.replace("https://", "see "));

    assertThat(said.threat()).isEqualTo("Emotet, second wave");
    assertThat(said.provenance().reference()).isEqualTo("5a1f");
  }

  @ParameterizedTest
  @CsvSource({
    "domain,                Evil.example,                name *.evil.example",
    "domain,                com,                         !single-label",
    "hostname,              evil.example,                exact-name evil.example",
    "hostname|port,         evil.example|8080,           endpoint evil.example:8080",
    "domain|ip,             evil.example|192.0.2.7,      name *.evil.example",
    "domain|ip,             evil.example,                !missing-field",
    "ip-dst,                192.0.2.0/24,                prefix 192.0.2.0/24",
    "ip-dst,                2001:db8::7,                 address 2001:db8::7",
    "ip-dst,                192.0.2.7:80,                !bad-address",
    "ip-dst|port,           192.0.2.7|443,               endpoint 192.0.2.7:443",
    "ip-dst|port,           2001:db8::7|443,             endpoint [2001:db8::7]:443",
    "ip-dst|port,           192.0.2.7|x,                 !bad-port",
    "ip-src,                192.0.2.7,                   !other-direction",
    "ip-src|port,           192.0.2.7|443,               !other-direction",
    "url,                   http://evil.example/gate,    url evil.example/gate",
    "url,                   https://evil.example,        endpoint evil.example:443",
    "uri,                   /gate.php,                   !path-without-host",
    "link,                  https://news.example/x,      !other-type",
    "sha256,                00ff,                        !other-type",
    "email-src,             a@evil.example,              !other-type",
    "x509-fingerprint-sha1, 00112233445566778899aabbccddeeff00112233, certificate 00112233445566778899aabbccddeeff00112233",
  })
  void theTypeOfAnAttributeSaysWhatItIs(String type, String value, String expected) {
    assertThat(
            Entries.ofLine(
                "misp-event", event("\"type\":\"" + type + "\",\"value\":\"" + value + "\"")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      value = {
        "\"to_ids\":\"1\"                      @ name *.evil.example",
        "\"to_ids\":false                      @ !not-for-detection",
        "\"to_ids\":null                       @ !not-for-detection",
        "\"to_ids\":true,\"deleted\":true      @ !revoked",
        "\"to_ids\":true,\"value\":null        @ !missing-field",
        "\"to_ids\":true,\"type\":{\"a\":1}    @ !missing-field",
      })
  void anAttributeThatIsNotUsedSaysWhy(String fields, String expected) {
    String event =
        "{\"Event\":{\"Attribute\":[{\"type\":\"domain\",\"value\":\"evil.example\",%s}]}}";

    assertThat(Entries.ofLine("misp-event", event.formatted(fields))).isEqualTo(expected);
  }

  @Test
  void anObjectThatWasDeletedTakesItsAttributesWithIt() {
    String object =
        "{\"Event\":{\"Object\":[{\"deleted\":true,\"Attribute\":[{\"type\":\"domain\","
            + "\"value\":\"evil.example\",\"to_ids\":true}]}]}}";

    assertThat(Entries.ofLine("misp-event", object)).isEqualTo("!revoked");
  }

  @Test
  void aFeedIsAnyNumberOfEventsHoweverTheyAreJoined() {
    String a = event("\"type\":\"domain\",\"value\":\"a.example\"");
    String b = event("\"type\":\"domain\",\"value\":\"b.example\"");
    String manifest = "{\"5a1fb5ae-0000-4000-8000-00000000000a\":{\"info\":\"x\"}}";

    assertThat(Entries.described("misp-feed", a + "\n" + b))
        .containsExactly("1 name *.a.example", "2 name *.b.example");
    assertThat(Entries.described("misp-feed", "[" + a + "," + b + "]")).hasSize(2);
    assertThat(Entries.described("misp-feed", "{\"response\":[" + a + "," + b + "]}")).hasSize(2);
    assertThat(Entries.described("misp-feed", manifest + "\n" + a + b)).hasSize(2);
    assertThat(Entries.described("misp-feed", manifest)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      value = {
        "{\"Event\":{\"Attribute\":[]}}       @ ~~",
        "{\"response\":[]}                    @ ~~",
        "{\"message\":\"Authentication failed\"} @ !bad-record",
        "{\"Event\":{\"Attribute\":[{}]}}     @ !missing-field",
        "{\"Event\":{                         @ !unreadable-rest",
      })
  void anErrorIsNeverMerelyEmpty(String answer, String expected) {
    assertThat(Entries.ofLine("misp-event", answer)).isEqualTo(expected);
  }

  private static String event(String fields) {
    return "{\"Event\":{\"info\":\"x\",\"Attribute\":[{" + fields + ",\"to_ids\":true}]}}";
  }
}
