package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are, a reading has a result. */
final class FeedFuzzTest {
  private static final int ROUNDS = 3_000;

  private static final List<String> SEEDS =
      List.of(
          "# list\nevil.example\n*.evil.example\nbücher.example\n192.0.2.0/24\nevil.example:80\n",
          "0.0.0.0 a.example b.example # x\r\n::1 localhost\r\nfe80::1%lo0 localhost\r\n",
          "192.0.2.1-192.0.2.9\n2001:db8::1-2001:db8::ffff\n[2001:db8::1]:443\n1.2.3.4\t7\n",
          "[Adblock Plus 3.1]\n||evil.example^$all\n@@||ok.example^\n||x.example/p^\na##b\n",
          "#@ a/b.txt\n/path\n^[a-z]{1}\\.top$\nhttp://192.0.2.1:80/x?y#z\n.monster\n%65.example\n",
          "# date,SHA1,Listingreason\nx,00112233445566778899aabbccddeeff00112233,\"A, B\" C&C\n");

  @ParameterizedTest
  @ValueSource(
      strings = {"auto", "domains", "hosts", "ips", "adblock", "maltrail", "sslbl-certificates"})
  void mutatedFeedsAreReadWithoutAnException(String format) {
    SplittableRandom random = new SplittableRandom(20_261_122);
    FeedReader reader = new FeedReader(Texts.settings(format));

    for (int round = 0; round < ROUNDS; round++) {
      String seed = SEEDS.get(random.nextInt(SEEDS.size()));
      byte[] bytes = mutated(seed.getBytes(StandardCharsets.UTF_8), random);
      FeedCopy copy = new FeedCopy("fuzz", bytes, Texts.MODIFIED);

      assertThatCode(() -> new FeedGate(GateSettings.DEFAULT).judge(copy, reader.read(copy), null))
          .as("round %d", round)
          .doesNotThrowAnyException();
    }
  }

  private static byte[] mutated(byte[] seed, SplittableRandom random) {
    byte[] bytes = seed.clone();
    int changes = random.nextInt(1, 8);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      int from = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = bytes[from];
        default -> {
          int length = Math.min(bytes.length - at, random.nextInt(20));
          System.arraycopy(seed, Math.min(from, seed.length - length), bytes, at, length);
        }
      }
    }
    return bytes;
  }
}
