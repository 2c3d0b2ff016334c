package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kind of threat, in the word of the source. */
final class CategoryFormatsTest {
  /** {@code |} stands for a line end, {@code '} for a quote. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "csv @ domain,category|evil.example,c2 @ c2",
        "csv @ domain,threat_type|evil.example,payload_delivery @ payload_delivery",
        "csv @ domain,category|evil.example, @ ``",
        "threatfox-csv @ '2024-07-16 05:25:36', '1', '192.0.2.7:7777', 'ip:port', 'botnet_cc',"
            + " 'win.x', 'a', 'X', '', '100', 'False', 'None', 'tag', '0', 'r' @ botnet_cc",
        "threatfox-json @ {'ioc':'evil.example','ioc_type':'domain','threat_type':'botnet_cc'}"
            + " @ botnet_cc",
        "urlhaus-csv @ '1','2026-02-26 12:05:20','http://192.0.2.7/i','online','','malware_download',"
            + "'mozi','https://x.example/1/','r' @ malware_download",
        "misp-event @ {'Event':{'Attribute':[{'type':'domain','value':'evil.example',"
            + "'to_ids':true,'category':'Network activity'}]}} @ Network activity",
        "stix @ {'type':'indicator','id':'indicator--1','pattern':'[domain-name:value ="
            + " `evil.example`]','indicator_types':['malicious-activity','x'],'labels':['y']}"
            + " @ malicious-activity",
        "stix @ {'type':'indicator','id':'indicator--1','pattern':'[domain-name:value ="
            + " `evil.example`]','labels':['y']} @ ``",
        "suricata-rules @ alert tls any any -> any any (msg:'m'; tls.sni; content:'evil.example';"
            + " startswith; endswith; classtype:command-and-control; sid:1;) @ command-and-control",
        "domains @ evil.example @ ``",
      })
  void isWhatTheSourceCallsIt(String format, String text, String category) {
    String copy = text.replace('|', '\n').replace('\'', '"').replace('`', '\'');

    Particulars said = Entries.firstParticulars(format, copy);

    assertThat(said.provenance().knownCategory())
        .isEqualTo(Optional.of(category).filter(word -> !word.isEmpty()));
  }
}
