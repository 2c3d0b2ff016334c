package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CrowdsecRecordTest {
  private static final String DECISION =
      """
      {"duration":"3h59m","id":1,"origin":"capi","scenario":"crowdsecurity/ssh-bf",\
      "scope":"Ip","type":"ban","value":"192.0.2.7"}""";

  @Test
  void aStreamHasNewDecisionsAndDeletedOnes() {
    String stream = "{\"deleted\":[" + DECISION + "],\n\"new\":[" + DECISION + "]}";

    assertThat(Entries.described("crowdsec-json", stream))
        .containsExactly("1 !revoked", "2 address 192.0.2.7");
  }

  @Test
  void aListOfDecisionsIsReadToo() {
    String list = "[" + DECISION + ",\n" + DECISION.replace("192.0.2.7", "2001:db8::7") + "]";

    assertThat(Entries.described("crowdsec-json", list))
        .containsExactly("1 address 192.0.2.7", "2 address 2001:db8::7");
  }

  @Test
  void anAlertClaimsWhatItsDecisionsDo() {
    String source = "\"source\":{\"scope\":\"Ip\",\"value\":\"192.0.2.9\"}";
    String alerts =
        "[{\"decisions\":[" + DECISION + "]," + source + "},{\"decisions\":null," + source + "}]";

    assertThat(Entries.described("crowdsec-json", alerts)).containsExactly("1 address 192.0.2.7");
  }

  @Test
  void aDecisionSaysHowLongItHasLeft() {
    Particulars said = Entries.firstParticulars("crowdsec-json", "[" + DECISION + "]");

    assertThat(said.lasting()).isEqualTo(Duration.ofMinutes(239));
    assertThat(said.validUntil()).isNull();
    assertThat(said.threat()).isEqualTo("crowdsecurity/ssh-bf");
    assertThat(said.provenance().tags()).containsExactly("capi");
  }

  @Test
  void anEndGoesBeforeADuration() {
    String until = DECISION.replace("\"id\"", "\"until\":\"2026-11-23T10:00:00Z\",\"id\"");

    Particulars said = Entries.firstParticulars("crowdsec-json", "[" + until + "]");

    assertThat(said.validUntil()).isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
    assertThat(said.lasting()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Ip,       ban,     192.0.2.7,    address 192.0.2.7",
    "ip,       ban,     192.0.2.7,    address 192.0.2.7",
    "Range,    ban,     192.0.2.0/24, prefix 192.0.2.0/24",
    "Ip,       ban,     evil.example, !name-not-address",
    "Ip,       captcha, 192.0.2.7,    !not-for-detection",
    "Country,  ban,     XX,           !other-type",
    "username, ban,     root,         !other-type",
  })
  void scopeAndTypeDecide(String scope, String type, String value, String expected) {
    String json =
        "[{\"scope\":\"%s\",\"type\":\"%s\",\"value\":\"%s\",\"duration\":\"1h\"}]"
            .formatted(scope, type, value);

    assertThat(Entries.ofLine("crowdsec-json", json)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      value = {
        "null                                   @ ~~",
        "[]                                     @ ~~",
        "{\"new\":null,\"deleted\":null}        @ ~~",
        "{\"message\":\"access forbidden\"}     @ !bad-record",
        "{}                                     @ !bad-record",
        "[{\"scope\":\"Ip\",\"type\":\"ban\"}]  @ !missing-field",
        "{\"new\":[{\"value\":\"192.0.2.7\"}]}  @ !missing-field",
        "{\"new\":[                             @ !unreadable-rest",
      })
  void anErrorIsNeverMerelyEmpty(String answer, String expected) {
    assertThat(Entries.ofLine("crowdsec-json", answer)).isEqualTo(expected);
  }

  @Test
  void aSimulationIsForShow() {
    String decision = DECISION.replace("\"id\"", "\"simulated\":true,\"id\"");

    assertThat(Entries.ofLine("crowdsec-json", "[" + decision + "]"))
        .isEqualTo("!not-for-detection");
  }
}
