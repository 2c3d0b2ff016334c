package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes of a zone, a rule set or an address list are, reading them ends. */
final class DamagedZonesAndRulesTest {
  private static final int ROUNDS = 300;

  private static final List<String> SEEDS =
      List.of(
          "$ORIGIN a.b.\n@ IN SOA x. y. ( 1 2\n 3 4 5 )\n NS z.\nevil.example CNAME . ; x (2026-01-02)\n",
          "24.0.2.0.192.rpz-ip 5 IN CNAME rpz-drop.\n128.1.zz.db8.2001.rpz-ip CNAME *.\n",
          "address=/a.example/b.example/0.0.0.0\nserver=/c.example/#\nlocal-zone: \"x.y\" deny\n",
          "1.10.16.0/20 ; SBL1\n192.0.2.1-192.0.2.9 # x\n192.0.2.0/255.255.255.0 y\n2001:db8::/32\n",
          "add s 192.0.2.7,tcp:80 timeout 9 comment \"x\"\nadd s 10.0.0.0/8 nomatch\na:b:1.2.3.4-1.2.3.9\n",
          "alert tcp a any -> [192.0.2.7,![1.1.1.1]] [80,443:450] (msg:\"x\"; sid:1;)\n",
          "alert tls a any -> b any (tls.sni; dotprefix; content:\".a|2e|example\"; endswith; bsize:9;)\n",
          "ZXZpbC5leGFtcGxl,5\n{\"host\":\"a.example\",\"x\":[1]}\n::ffff:192.0.2.1\n192.0.2.7,1,101\r",
          "alert ip any any -> \\\n [192.0.2.7] any (content:\"Host|3a|x\"; http_header; sid:1;)\n");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rpz",
        "dnsmasq",
        "unbound",
        "spamhaus-drop",
        "suricata-rules",
        "suricata-dataset",
        "suricata-iprep",
        "ipset",
        "edl",
        "p2p"
      })
  void everyEntryStandsOnALineOfTheCopy(String format) {
    SplittableRandom random = new SplittableRandom(20_261_125);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = String.join("", SEEDS).getBytes(StandardCharsets.UTF_8);
      damage(bytes, random);
      String text = new String(bytes, StandardCharsets.UTF_8);

      List<FeedEntry> entries = Entries.in(format, text);

      assertThat(entries)
          .as("round %d", round)
          .allSatisfy(
              entry ->
                  assertThat(
                          entry.<Integer>fold(
                              claim -> claim.line(),
                              exemption -> exemption.line(),
                              rejected -> rejected.line(),
                              note -> note.line()))
                      .isBetween(1, 2 * bytes.length));
    }
  }

  private static void damage(byte[] bytes, SplittableRandom random) {
    int changes = random.nextInt(1, 60);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = bytes[random.nextInt(bytes.length)];
        default -> {
          int length = Math.min(bytes.length - at, random.nextInt(30));
          System.arraycopy(bytes, random.nextInt(bytes.length - length), bytes, at, length);
        }
      }
    }
  }
}
