package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UrlhausCsvTest {
  private static final String HEADER =
      "# id,dateadded,url,url_status,last_online,threat,tags,urlhaus_link,reporter";

  @Test
  void aRowIsAUrlWithAllThatIsSaidOfIt() {
    String row =
        "'3786237','2026-02-26 12:05:20','http://192.0.2.7:58801/i','online','2026-02-27 01:02:03',"
            + "'malware_download','32-bit,elf,Mozi','https://urlhaus.abuse.ch/url/3786237/','x'";

    assertThat(Entries.particulars("urlhaus-csv", HEADER + "\r\n" + row.replace('\'', '"')))
        .containsExactly(
            "192.0.2.7:58801/i threat=malware_download alive=2026-02-27T01:02:03Z"
                + " first=2026-02-26T12:05:20Z last=2026-02-27T01:02:03Z"
                + " ref=https://urlhaus.abuse.ch/url/3786237/ tags=32-bit+elf+Mozi");
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example/a?b, url evil.example/a?b",
    "https://evil.example/, !root-path",
    "http://192.0.2.7:8080, !root-path",
    "evil.example, !root-path",
    "192.0.2.7, !root-path",
    "ftp://evil.example/a, !unknown-scheme",
    "None, !missing-field",
  })
  void nothingStandsForAHost(String url, String expected) {
    String copy = HEADER + "\n1,2026-02-26 12:05:20," + url + ",online,None,malware_download,,,x";

    assertThat(Entries.described("urlhaus-csv", copy)).containsExactly("2 " + expected);
  }
}
