package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThreatFoxCsvTest {
  private static final String OLD_HEADER =
      "# 'first_seen_utc','ioc_id','ioc_value','ioc_type','threat_type','fk_malware',"
          + "'malware_alias','malware_printable','last_seen_utc','confidence_level','reference',"
          + "'tags','anonymous','reporter'";
  private static final String OLD_ROW =
      "'2024-07-16 05:25:36', '1301610', '192.0.2.7:7777', 'ip:port', 'botnet_cc',"
          + " 'win.cobalt_strike', 'Agentemis,BEACON', 'Cobalt Strike', '', '100', 'None',"
          + " 'CobaltStrike,cs-watermark-1', '0', 'abuse_ch'";

  @Test
  void fourteenColumnsAreReadByTheirHeaderOrTheirNumber() {
    String row =
        "192.0.2.7:7777 threat=Cobalt Strike confidence=100 first=2024-07-16T05:25:36Z"
            + " tags=CobaltStrike+cs-watermark-1";

    assertThat(particulars(OLD_HEADER + "\n" + OLD_ROW)).containsExactly(row);
    assertThat(particulars(OLD_ROW)).containsExactly(row);
  }

  @Test
  void fifteenColumnsSayWhoseSiteItIs() {
    String copy =
        OLD_HEADER.replace("'reference'", "'is_compromised','reference'")
            + "\n'2026-01-02 03:04:05', '1', 'shop.example', 'domain', 'botnet_cc', 'x', '', 'X',"
            + " '2026-01-03 00:00:00', '50', 'True', 'https://ref.example/1', 'None', '0', 'a'";

    assertThat(particulars(copy))
        .containsExactly(
            "*.shop.example threat=X confidence=50 alive=2026-01-03T00:00:00Z"
                + " first=2026-01-02T03:04:05Z last=2026-01-03T00:00:00Z"
                + " ref=https://ref.example/1 site=COMPROMISED");
  }

  @ParameterizedTest
  @CsvSource({
    "[2001:db8::7]:80, ip:port, botnet_cc, endpoint [2001:db8::7]:80",
    "evil.example, domain, botnet_cc, name *.evil.example",
    "https://evil.example/x, url, botnet_cc, url evil.example/x",
    "https://evil.example/, url, botnet_cc, endpoint evil.example:443",
    "evil.example, url, botnet_cc, !root-path",
    "192.0.2.7, ip:port, botnet_cc, !port-missing",
    "192.0.2.7, domain, botnet_cc, !address-not-name",
    "http://evil.example/x, url, payload_delivery, !other-threat",
    "evil.example, domain, None, !other-threat",
    "d41d8cd98f00b204e9800998ecf8427e, md5_hash, payload, !other-type",
    "d41d8cd98f00b204e9800998ecf8427e, md5_hash, botnet_cc, !other-type",
    "None, domain, botnet_cc, !missing-field",
  })
  void onlyCommandAndControlIsUsed(String value, String type, String threat, String expected) {
    String row = "\"2026-01-02 03:04:05\", \"1\", \"%s\", \"%s\", \"%s\"";

    assertThat(Entries.ofLine("threatfox-csv", row.formatted(value, type, threat)))
        .isEqualTo(expected);
  }

  private static List<String> particulars(String copy) {
    return Entries.particulars("threatfox-csv", copy.replace('\'', '"'));
  }
}
