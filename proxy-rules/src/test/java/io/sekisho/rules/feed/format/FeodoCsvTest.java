package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FeodoCsvTest {
  private static final String DRIDEX =
      "192.0.2.7:4643 threat=Dridex alive=2021-12-20T00:00:00Z first=2021-01-17T07:44:46Z"
          + " last=2021-12-20T00:00:00Z";

  /** {@code |} stands for a line end, {@code ~} for a quote. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "~first_seen_utc~,~dst_ip~,~dst_port~,~c2_status~,~last_online~,~malware~"
            + "|~2021-01-17 07:44:46~,~192.0.2.7~,~4643~,~online~,~2021-12-20~,~Dridex~",
        "# first_seen_utc,dst_ip,dst_port,c2_status,last_online,malware"
            + "|2021-01-17 07:44:46,192.0.2.7,4643,offline,2021-12-20,Dridex",
        "Firstseen,DstIP,DstPort,LastOnline,Malware"
            + "|2021-01-17 07:44:46,192.0.2.7,4643,2021-12-20,Dridex",
        "malware;last_online;dst_port;dst_ip;first_seen_utc;asn"
            + "|Dridex;2021-12-20;4643;192.0.2.7;2021-01-17 07:44:46;64500",
        "first_seen_utc\tdst_ip\tdst_port\tlast_online\tmalware"
            + "|2021-01-17 07:44:46\t192.0.2.7\t4643\t2021-12-20\tDridex",
        "2021-01-17 07:44:46,192.0.2.7,4643,offline,2021-12-20,Dridex",
        "2021-01-17 07:44:46,192.0.2.7,4643,2021-12-20,Dridex",
      })
  void columnsAreFoundByNameAndOtherwiseByThePublishersOrder(String text) {
    String copy = text.replace('|', '\n').replace('~', '"');

    assertThat(Entries.particulars("feodo-csv", copy)).containsExactly(DRIDEX);
  }

  @Test
  void theSslBlacklistsAddressesAreReadToo() {
    String copy =
        "Firstseen,DstIP,DstPort\r\n2020-08-10 21:58:27,192.0.2.7,5200\r\n# END (1) entries";

    assertThat(Entries.particulars("feodo-csv", copy))
        .startsWith("192.0.2.7:5200 first=2020-08-10T21:58:27Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "2021-01-17 07:44:46,2001:db8::7,443,online,2021-12-20,Dridex @ endpoint [2001:db8::7]:443",
        "2021-01-17 07:44:46,c2.example,443,online,2021-12-20,Dridex  @ endpoint c2.example:443",
        "2021-01-17 07:44:46,,443,online,2021-12-20,Dridex            @ !missing-field",
        "2021-01-17 07:44:46,192.0.2.7,None,online,2021-12-20,Dridex  @ !port-missing",
        "2021-01-17 07:44:46,192.0.2.7,70000,online,2021-12-20,Dridex @ !bad-port",
        "2021-01-17 07:44:46,192.0.2.999,443,online,2021-12-20,Dridex @ !bad-address",
        "2021-01-17 07:44:46,192.0.2.7                                @ !port-missing",
        "2021-01-17 07:44:46                                          @ !missing-field",
      })
  void aRowIsAnEndpointOrRejected(String row, String expected) {
    assertThat(Entries.ofLine("feodo-csv", row)).isEqualTo(expected);
  }
}
