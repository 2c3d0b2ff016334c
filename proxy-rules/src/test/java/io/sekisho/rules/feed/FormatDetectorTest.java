package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

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
        "http://a.example/x|b.example/y                    @ domains",
        "192.0.2.1|192.0.2.2\t7|192.0.2.0/24 ; net         @ ips",
        "192.0.2.1:80|192.0.2.2:81                         @ ips",
        "127.0.0.1 localhost|0.0.0.0 a.example b.example   @ hosts",
        "127.0.0.1\ta.example|127.0.0.1\t192.0.2.1         @ hosts",
        "!!a.example^|! note|!!b.example^                  @ adblock",
        "[Adblock Plus 3.13]|!note                         @ adblock",
        "a.example|/gate.php|192.0.2.1:80                  @ maltrail",
        "a.example|^[a-z]{3}\\.top$                        @ maltrail",
        "# nothing yet                                     @ domains",
        "$TTL 30|a.example CNAME .                         @ unknown-format",
        "address=/a.example/0.0.0.0                        @ unknown-format",
        "local-zone: \"a.example\" refuse                  @ unknown-format",
        "{\"error\":\"try again later\"}                   @ unknown-format",
        "1,google.com|2,example.com                        @ unknown-format",
        "first_seen,dst_ip|2022-06-04,192.0.2.1            @ unknown-format",
        "!!a.example^|0.0.0.0 b.example                    @ ambiguous-format",
        "0.0.0.0 a.example|b.example                       @ ambiguous-format",
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
  void ambiguityNamesTheCandidates() {
    FeedReading reading =
        new FeedReader(Texts.settings("auto"))
            .read(Texts.copy("0.0.0.0 a.example\n||b.example^\n"));

    String detail = reading.fold(read -> "", unreadable -> unreadable.failure().detail());
    assertThat(detail).isEqualTo("feed.txt could be adblock or hosts: set its format");
  }

  @Test
  void namesBehindManyAddressesAreNotMissed() {
    String text = "192.0.2.1\n".repeat(5_000) + "evil.example\n".repeat(2_000);

    String told = formatOf("feed.txt", text);

    assertThat(told).isEqualTo("domains");
  }

  private static String formatOf(String name, String text) {
    return new FeedReader(Texts.settings("auto"))
        .read(Texts.copy(name, text))
        .fold(read -> read.report().format(), bad -> bad.failure().fault().label());
  }
}
