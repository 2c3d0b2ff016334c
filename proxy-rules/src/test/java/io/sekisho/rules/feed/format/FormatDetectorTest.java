package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FormatDetectorTest {
  /** {@code |} stands for a line end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "# list|a.example|b.example                        @ domains",
        "*.a.example|*.b.example                           @ domains",
        "a.example|192.0.2.1                               @ domains",
        "http://a.example/x|b.example/y                    @ urls",
        "http://a.example/x|b.example                      @ domains",
        "192.0.2.1|192.0.2.2\t7|192.0.2.0/24 ; net         @ ips",
        "192.0.2.1:80|192.0.2.2:81                         @ ips",
        "127.0.0.1 localhost|0.0.0.0 a.example b.example   @ hosts",
        "127.0.0.1\ta.example|127.0.0.1\t192.0.2.1         @ hosts",
        "!!a.example^|! note|!!b.example^                  @ adblock",
        "[Adblock Plus 3.13]|!note                         @ adblock",
        "a.example|/gate.php|192.0.2.1:80                  @ maltrail",
        "a.example|^[a-z]{3}\\.top$                        @ maltrail",
        "# nothing yet                                     @ domains",
        "SHA1,Listingreason|00112233445566778899aabbccddeeff00112233,x @ sslbl-certificates",
        "2026-01-01,00112233445566778899aabbccddeeff00112233,x,y C&C   @ sslbl-certificates",
        "Listingdate,SHA1,Listingreason                    @ sslbl-certificates",
        "$TTL 30|a.example CNAME .                         @ rpz",
        "{\"error\":\"try again later\"}                   @ unknown",
        "1,google.com|2,example.com                        @ unknown",
        "first_seen,dst_ip|2022-06-04,192.0.2.1            @ csv",
        "domain,ip|a.example,192.0.2.1                     @ csv",
        "first_seen_utc,dst_ip,dst_port|2022-06-04,192.0.2.1,80 @ feodo-csv",
        "2022-06-04 21:24:53,192.0.2.1,80,offline,2026-02-06,X  @ feodo-csv",
        "# id,dateadded,url,url_status|1,2026-01-01,http://a.example/x,online @ urlhaus-csv",
        "# id,dateadded,url,url_status                     @ urlhaus-csv",
        "#ip,ioc|192.0.2.1,Possible X                      @ c2intel-csv",
        "a.example,Possible X                              @ c2intel-csv",
        "ja3_md5,Firstseen|b386946a5a44d1ddcc843bc75336dfce,2022-06-04 @ sslbl-ja3",
        "md5,sha1|b386946a5a44d1ddcc843bc75336dfce,00112233445566778899aabbccddeeff00112233 @ unknown",
        "first_seen_utc,dst_ip,dst_port|0.0.0.0 a.example|0.0.0.0 b.example @ feodo-csv or hosts",
        "# ip, domain|a.example|b.example                  @ domains",
        "2026-01-02,x,url,http://a.example/b,,http://c.example/d @ unknown",
        "!!a.example^|0.0.0.0 b.example                    @ adblock or hosts",
        "0.0.0.0 a.example|b.example                       @ hosts or domains",
      })
  void isToldByTheShapeOfTheLines(String text, String expected) {
    String copy = text.replace("!!", "\0").replace("|", "\n").replace("\0", "||");

    String told = formatOf("feed.txt", copy);

    assertThat(told).isEqualTo(expected);
  }

  @Test
  void theFileNameDecidesBetweenCandidates() {
    String told = formatOf("my.hosts", "0.0.0.0 a.example\nb.example\n");

    assertThat(told).isEqualTo("hosts");
  }

  @Test
  void namesBehindManyAddressesAreNotMissed() {
    String text = "192.0.2.1\n".repeat(5_000) + "evil.example\n".repeat(2_000);

    String told = formatOf("feed.txt", text);

    assertThat(told).isEqualTo("domains");
  }

  private static String formatOf(String name, String text) {
    try {
      return FormatDetector.detect(
              name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
          .fold(
              found -> found.format().label(),
              unknown -> "unknown",
              ambiguous -> String.join(" or ", ambiguous.labels()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
