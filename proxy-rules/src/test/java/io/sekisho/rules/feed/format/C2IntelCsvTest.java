package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class C2IntelCsvTest {
  /** {@code |} stands for a line end, {@code ~} for a quote. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "#ip,ioc|192.0.2.7,Possible X IP @ 192.0.2.7 threat=X IP",
        "192.0.2.7,Possible X IP @ 192.0.2.7 threat=X IP",
        "#ip,port,ioc|192.0.2.7,8443,Possible X @ 192.0.2.7:8443 threat=X",
        "192.0.2.7,8443,Possible X @ 192.0.2.7:8443 threat=X",
        "#domain,ioc|evil.example,Possible X @ *.evil.example threat=X",
        "evil.example,Possible X @ *.evil.example threat=X",
        "#domain,port,ioc,ip|evil.example,53,Possible X (Unverified),192.0.2.7"
            + " @ evil.example:53 threat=X (Unverified)",
        "#domain,ioc,uri_path,ip|evil.example,Possible X,/s/a=b,192.0.2.7"
            + " @ evil.example/s/a=b threat=X",
        "#domain,ioc,uri_path,ip|evil.example,Possible X,/a /b,192.0.2.7"
            + " @ evil.example/a threat=X, evil.example/b threat=X",
        "#domain,ioc,uri_path,ip|evil.example,Possible X,/,192.0.2.7 @ !root-path",
        "#domain,ioc,uri_path,ip|evil.example,Possible X,,192.0.2.7 @ *.evil.example threat=X",
        "#domain,ioc,IPs,C2Domains|~evil.example~,~Possible X~,~192.0.2.7 192.0.2.8~,"
            + "~ns1.evil.example ns2.evil.example~"
            + " @ *.ns1.evil.example threat=X, *.ns2.evil.example threat=X",
        "#domain,ioc|,Possible X @ !missing-field",
        "#domain,ioc|192.0.2.7,Possible X @ 192.0.2.7 threat=X",
      })
  void whatARowClaimsIsForItsColumnsToSay(String text, String expected) {
    String copy = text.replace('|', '\n').replace('~', '"');

    assertThat(String.join(", ", Entries.particulars("c2intel-csv", copy))).isEqualTo(expected);
  }
}
