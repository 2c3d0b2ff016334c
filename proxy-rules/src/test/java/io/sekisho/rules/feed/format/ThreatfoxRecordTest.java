package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.Provenance;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThreatfoxRecordTest {
  private static final String ANSWER =
      """
      {"query_status": "ok", "data": [
      {"id": "1", "ioc": "Evil.example", "threat_type": "botnet_cc", "ioc_type": "domain",
       "malware": "win.x", "malware_printable": "Xworm", "confidence_level": 75,
       "is_compromised": true, "first_seen": "2026-08-01 17:35:53 UTC",
       "last_seen": "2026-08-02 17:35:53 UTC", "reference": "https://ref.example/1",
       "tags": ["a", "b"], "malware_samples": [{"ioc_type": "x", "sha256_hash": "y"}]}
      ]}
      """;

  private static final String EXPORT =
      """
      {"1": [{"ioc_value": "192.0.2.7:443", "ioc_type": "ip:port", "threat_type": "botnet_cc",
       "malware": "win.x", "malware_printable": "Unknown malware", "confidence_level": 150,
       "first_seen_utc": "2026-08-01 17:35:53", "last_seen_utc": null, "tags": "a,b"}],
       "2": [{"ioc_value": "[2001:db8::7]:80", "ioc_type": "ip:port", "threat_type": "botnet_cc"}]}
      """;

  @Test
  void anAnswerIsReadWithAllThatItSays() {
    Particulars said = Entries.firstParticulars("threatfox-json", ANSWER);

    assertThat(Entries.described("threatfox-json", ANSWER))
        .containsExactly("2 name *.evil.example");
    assertThat(said.threat()).isEqualTo("Xworm");
    assertThat(said.confidence()).isEqualTo(75);
    assertThat(said.aliveAt()).isEqualTo(Instant.parse("2026-08-02T17:35:53Z"));
    assertThat(said.provenance())
        .isEqualTo(
            new Provenance(
                Instant.parse("2026-08-01T17:35:53Z"),
                Instant.parse("2026-08-02T17:35:53Z"),
                "https://ref.example/1",
                List.of("a", "b"),
                Provenance.Site.COMPROMISED,
                "botnet_cc"));
  }

  @Test
  void anExportIsReadToo() {
    Particulars said = Entries.firstParticulars("threatfox-json", EXPORT);

    assertThat(Entries.described("threatfox-json", EXPORT))
        .containsExactly("1 endpoint 192.0.2.7:443", "4 endpoint [2001:db8::7]:80");
    assertThat(said.threat()).isNull();
    assertThat(said.confidence()).isNull();
    assertThat(said.aliveAt()).isNull();
    assertThat(said.provenance().tags()).containsExactly("a", "b");
    assertThat(said.provenance().first()).contains(Instant.parse("2026-08-01T17:35:53Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "domain      ~ botnet_cc        ~ evil.example          @ name *.evil.example",
        "domain      ~ botnet_cc        ~ com                   @ !single-label",
        "domain      ~ botnet_cc        ~ 192.0.2.7             @ !address-not-name",
        "domain      ~ botnet_cc        ~ evil.example/x        @ !forbidden-character",
        "domain      ~ payload_delivery ~ evil.example          @ !other-threat",
        "url         ~ botnet_cc        ~ http://192.0.2.7/x    @ url 192.0.2.7/x",
        "url         ~ botnet_cc        ~ http://evil.example   @ endpoint evil.example:80",
        "url         ~ botnet_cc        ~ evil.example          @ !root-path",
        "url         ~ payload_delivery ~ http://192.0.2.7/x    @ !other-threat",
        "ip:port     ~ botnet_cc        ~ 192.0.2.7:80          @ endpoint 192.0.2.7:80",
        "ip:port     ~ botnet_cc        ~ 192.0.2.7             @ !port-missing",
        "ip:port     ~ botnet_cc        ~ 192.0.2.7:0           @ !bad-port",
        "ip:port     ~ botnet_cc        ~ 2001:db8::7:80:99999  @ !bad-address",
        "sha256_hash ~ payload          ~ 00ff                  @ !other-type",
        "sha256_hash ~ botnet_cc        ~ 00ff                  @ !other-type",
        "domain      ~ -                ~ evil.example          @ !other-threat",
        "-           ~ botnet_cc        ~ evil.example          @ !missing-field",
        "domain      ~ botnet_cc        ~ -                     @ !missing-field",
      })
  void onlyCommandAndControlIsUsed(String record, String expected) {
    String[] said = record.split(" *~ *");
    String json =
        """
        {"query_status":"ok","data":[{"ioc_type":"%s","threat_type":"%s","ioc":"%s"}]}
        """
            .formatted((Object[]) said)
            .replace("\"-\"", "null");

    assertThat(Entries.ofLine("threatfox-json", json)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      value = {
        "{\"query_status\":\"no_result\",\"data\":\"none\"} @ ~~",
        "{\"query_status\":\"ok\",\"data\":[]}              @ ~~",
        "{}                                                 @ ~~",
        "{\"query_status\":\"illegal_auth\"}                @ !bad-record",
        "{\"error\":\"rate limit\"}                         @ !bad-record",
        "{\"query_status\":\"ok\",\"data\":[{}]}            @ !missing-field",
        "{\"query_status\":\"ok\",\"data\":[1]              @ !unreadable-rest",
      })
  void anErrorIsNeverMerelyEmpty(String answer, String expected) {
    assertThat(Entries.ofLine("threatfox-json", answer)).isEqualTo(expected);
  }
}
