package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SslblJa3CsvTest {
  private static final String JA3 = "b386946a5a44d1ddcc843bc75336dfce";

  /** {@code |} stands for a line end, {@code {}} for a fingerprint. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "# ja3_md5,Firstseen,Lastseen,Listingreason|{},2017-07-14 18:08:15,2019-07-27 20:42:54,X"
            + " @ {} threat=X alive=2019-07-27T20:42:54Z first=2017-07-14T18:08:15Z"
            + " last=2019-07-27T20:42:54Z",
        "{},2017-07-14 18:08:15,,X, Y C&C @ {} threat=X,Y first=2017-07-14T18:08:15Z",
        "Listingreason,ja3_md5|X,{}       @ {} threat=X",
        "{}                               @ {}",
        "0011,2017-07-14 18:08:15,,X      @ !bad-fingerprint",
        ",2017-07-14 18:08:15,,X          @ !bad-fingerprint",
      })
  void aRowIsAFingerprint(String text, String expected) {
    String copy = text.replace("{}", JA3).replace('|', '\n');

    assertThat(Entries.particulars("sslbl-ja3", copy)).containsExactly(expected.replace("{}", JA3));
  }
}
