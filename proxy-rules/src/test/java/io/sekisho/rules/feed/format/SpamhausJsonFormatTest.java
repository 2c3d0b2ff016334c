package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpamhausJsonFormatTest {
  private static final String LISTED =
      "{\"cidr\":\"192.0.2.0/24\",\"sblid\":\"SBL1\",\"rir\":\"x\"}\n";
  private static final String METADATA = "{\"type\":\"metadata\",\"timestamp\":1,\"records\":1}\n";

  @Test
  void eachLineIsAPrefixAndTheLastOneCountsThem() {
    assertThat(Entries.described("spamhaus-json", LISTED + METADATA))
        .containsExactly("1 prefix 192.0.2.0/24", "2 note COUNT 1");
  }

  @Test
  void listsBehindEachOtherAreCountedTogether() {
    String six = "{\"cidr\":\"2001:db8::/32\",\"sblid\":\"SBL2\"}\r\n";

    assertThat(Entries.described("spamhaus-json", LISTED + METADATA + six + METADATA))
        .containsExactly(
            "1 prefix 192.0.2.0/24", "2 note COUNT 1", "3 prefix 2001:db8::/32", "4 note COUNT 2");
  }

  @Test
  void aCopyWithoutItsMetadataWasCut() {
    String cut = LISTED + LISTED + "{\"cidr\":\"198.51.";

    assertThat(Entries.described("spamhaus-json", LISTED))
        .containsExactly("1 prefix 192.0.2.0/24", "1 !unreadable-rest");
    assertThat(Entries.described("spamhaus-json", cut))
        .endsWith("3 !bad-record", "3 !unreadable-rest");
    assertThat(Entries.described("spamhaus-json", "")).containsExactly("1 !unreadable-rest");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      value = {
        "{\"cidr\":\"192.0.2.1\"}            @ address 192.0.2.1",
        "{\"cidr\":\" 2001:db8::/29 \"}      @ prefix 2001:db8::/29",
        "{\"cidr\":\"192.0.2.0/33\"}         @ !bad-prefix-length",
        "{\"cidr\":\"evil.example\"}         @ !name-not-address",
        "{\"cidr\":\"\"}                     @ !empty",
        "{\"cidr\":192}                      @ !bad-address",
        "{\"cidr\":[\"192.0.2.1\",\"x\"]}    @ !missing-field",
        "{\"cidr\":null}                     @ !missing-field",
        "{\"sblid\":\"SBL1\"}                @ !missing-field",
        "{\"asn\":64496,\"asname\":\"X\"}    @ !other-type",
        "{\"type\":\"metadata\"}             @ !bad-record",
        "{\"type\":\"metadata\",\"records\":-1} @ !bad-record",
        "192.0.2.0/24                        @ !bad-record",
        "{\"cidr\":\"192.0.2.1\"} {}         @ !bad-record",
        "[]                                  @ !bad-record",
        "# a comment                         @ ~~",
      })
  void aLineThatIsNoneCostsItselfAlone(String line, String expected) {
    String found = String.join("\n", Entries.described("spamhaus-json", line + "\n" + METADATA));

    assertThat(found)
        .isEqualTo((expected.isEmpty() ? "" : "1 " + expected + "\n") + "2 note COUNT 1");
  }

  @Test
  void theListingIsTheReference() {
    assertThat(
            Entries.firstParticulars("spamhaus-json", LISTED + METADATA).provenance().reference())
        .isEqualTo("SBL1");
  }
}
