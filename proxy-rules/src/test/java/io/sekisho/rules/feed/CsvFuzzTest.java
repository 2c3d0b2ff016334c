package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Separated values that were damaged: a reading has a result, and no row counts twice. */
final class CsvFuzzTest {
  private static final int ROUNDS = 1_000;
  private static final String MARKS = "\",;\t\r\n# :/[]\ufeff";
  private static final List<String> SEEDS =
      List.of(
          "# \"first_seen_utc\", \"dst_ip\", \"dst_port\"\n2026-01-02 03:04:05,192.0.2.7,80\n",
          "id,dateadded,url,url_status,tags\n\"1\",\"2026-01-02\",\"http://a.example/x\",\"online\",\"a,b\"\n",
          "\"2026-01-02 03:04:05\", \"1\", \"[2001:db8::7]:80\", \"ip:port\", \"botnet_cc\", \"x\"\n",
          "#domain,ioc,IPs,C2Domains\n\"a.example\",\"Possible X\",\"192.0.2.7\",\"b.a.example\"\n",
          "ja3_md5,Firstseen\nb386946a5a44d1ddcc843bc75336dfce,2026-01-02\n",
          "Domain;Malware;Date added\nevil.example;\"x\ny\";2026-01-02\n# entries: 1\n",
          "a,evil.example\nb,bad.example\n");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auto",
        "csv",
        "feodo-csv",
        "urlhaus-csv",
        "threatfox-csv",
        "c2intel-csv",
        "sslbl-ja3",
        "sslbl-certificates",
        "urls"
      })
  void damagedCopiesAreReadWithoutAnException(String format) {
    SplittableRandom random = new SplittableRandom(20_261_123);
    FeedReader reader = new FeedReader(Texts.settings(format));

    for (int round = 0; round < ROUNDS; round++) {
      String text = damaged(SEEDS.get(random.nextInt(SEEDS.size())).repeat(3), random);
      FeedReading reading = reader.read(Texts.copy(text));

      long lines = text.chars().filter(c -> c == '\n' || c == '\r').count() + 1;
      assertThat(entries(reading)).as(text).isBetween(0L, 2 * lines);
    }
  }

  private static long entries(FeedReading reading) {
    return reading.fold(
        read -> (long) read.report().accepted() + read.report().rejectedLines(), unreadable -> 0L);
  }

  private static String damaged(String seed, SplittableRandom random) {
    StringBuilder text = new StringBuilder(seed);
    for (int i = random.nextInt(8); i >= 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
        default -> text.setCharAt(at, MARKS.charAt(random.nextInt(MARKS.length())));
      }
    }
    return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
