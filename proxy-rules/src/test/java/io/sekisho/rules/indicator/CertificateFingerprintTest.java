package io.sekisho.rules.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificateFingerprintTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "19e664f09401bf648b6ea57719e34ad795f3b6cb, 19e664f09401bf648b6ea57719e34ad795f3b6cb",
        "19E664F09401BF648B6EA57719E34AD795F3B6CB, 19e664f09401bf648b6ea57719e34ad795f3b6cb",
        "19:E6:64:F0:94:01:BF:64:8B:6E:A5:77:19:E3:4A:D7:95:F3:B6:CB,"
            + " 19e664f09401bf648b6ea57719e34ad795f3b6cb",
        "19:e664f09401bf648b6ea57719e34ad795f3b6cb, -",
        "19e664f09401bf648b6ea57719e34ad795f3b6c, -",
        "19e664f09401bf648b6ea57719e34ad795f3b6cbb, -",
        "g9e664f09401bf648b6ea57719e34ad795f3b6cb, -",
        "'', -",
      })
  void isReadAsItIsWritten(String text, String expected) {
    String read =
        CertificateFingerprint.parse(text).fold(CertificateFingerprint::sha1, refusal -> null);

    assertThat(read).isEqualTo(expected);
  }
}
