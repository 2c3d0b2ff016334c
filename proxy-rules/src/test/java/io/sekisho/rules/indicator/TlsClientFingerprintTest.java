package io.sekisho.rules.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TlsClientFingerprintTest {
  @ParameterizedTest
  @CsvSource({
    "b386946a5a44d1ddcc843bc75336dfce, JA3 b386946a5a44d1ddcc843bc75336dfce",
    "B386946A5A44D1DDCC843BC75336DFCE, JA3 b386946a5a44d1ddcc843bc75336dfce",
    "t13d1516h2_8daaf6152771_b186095e22b6, JA4 t13d1516h2_8daaf6152771_b186095e22b6",
    "q13i0310h3_55b375c5d22e_cd85d2d88918, JA4 q13i0310h3_55b375c5d22e_cd85d2d88918",
    "T13D1516H2_8DAAF6152771_B186095E22B6, JA4 t13d1516h2_8daaf6152771_b186095e22b6",
    "t13d1516H2_8daaf6152771_b186095e22b6, JA4 t13d1516H2_8daaf6152771_b186095e22b6",
    "b386946a5a44d1ddcc843bc75336dfc, bad-fingerprint",
    "b386946a5a44d1ddcc843bc75336dfceb386946a, bad-fingerprint",
    "t13d1516h2_8daaf6152771, bad-fingerprint",
    "'', bad-fingerprint",
  })
  void isToldByItsForm(String text, String expected) {
    String read =
        TlsClientFingerprint.parse(text)
            .fold(found -> found.kind() + " " + found.text(), Refusal::label);

    assertThat(read).isEqualTo(expected);
  }
}
