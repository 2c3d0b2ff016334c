package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a copy: no exception, and what was cut says so. */
final class DamagedJsonTest {
  private static final int ROUNDS = 5_000;

  private static final Map<String, String> WHOLE =
      Map.of(
          "spamhaus-json",
          "{\"cidr\":\"192.0.2.0/24\"}\n{\"type\":\"metadata\",\"records\":1}",
          "threatfox-json",
          "{\"query_status\":\"ok\",\"data\":[{\"ioc\":\"a.example\",\"threat_type\":\"botnet_cc\","
              + "\"ioc_type\":\"domain\",\"tags\":[\"x\"]}]}",
          "crowdsec-json",
          "{\"new\":[{\"scope\":\"Ip\",\"type\":\"ban\",\"value\":\"192.0.2.7\","
              + "\"duration\":\"1h\"}],\"deleted\":null}",
          "stix",
          "{\"type\":\"bundle\",\"objects\":[{\"type\":\"indicator\",\"id\":\"i--1\",\"pattern\":"
              + "\"[domain-name:value = 'é.example' OR url:value = 'http://b.example/x']\"}]}",
          "misp-event",
          "{\"Event\":{\"info\":\"x\",\"Attribute\":[{\"type\":\"ip-dst|port\",\"value\":"
              + "\"192.0.2.7|80\",\"to_ids\":true,\"timestamp\":\"1\"}]}}",
          "misp-feed",
          "{\"Event\":{\"Object\":[{\"Attribute\":[{\"type\":\"url\",\"value\":"
              + "\"http://b.example/x\",\"to_ids\":true}]}]}}",
          "misp-warninglist",
          "{\"list\":[\".a.example\",\"b.example\"],\"matching_attributes\":[\"domain\"],"
              + "\"type\":\"string\"}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spamhaus-json",
        "threatfox-json",
        "crowdsec-json",
        "stix",
        "misp-event",
        "misp-feed",
        "misp-warninglist"
      })
  void aCopyThatWasCutAnywhereEndsWithOneEntryThatSaysSo(String format) throws IOException {
    byte[] whole = bytes(format);

    assertThat(unreadable(read(format, whole))).isZero();
    for (int length = 1; length < whole.length; length++) {
      List<FeedEntry> found = read(format, Arrays.copyOf(whole, length));

      assertThat(unreadable(found)).as("cut at %d", length).isOne();
      assertThat(unreadable(found.subList(found.size() - 1, found.size()))).isOne();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spamhaus-json",
        "threatfox-json",
        "crowdsec-json",
        "stix",
        "misp-event",
        "misp-feed",
        "misp-warninglist"
      })
  void aDamagedCopyIsReadWithoutAnException(String format) throws IOException {
    SplittableRandom random = new SplittableRandom(20_261_123);

    for (int round = 0; round < ROUNDS; round++) {
      byte[] copy = damaged(bytes(format), random);

      List<FeedEntry> found = read(format, copy);

      assertThat(unreadable(found)).as("round %d", round).isLessThanOrEqualTo(1);
    }
  }

  private static byte[] bytes(String format) {
    return WHOLE.getOrDefault(format, "").getBytes(StandardCharsets.UTF_8);
  }

  /** Bytes changed, copied, and pieces repeated or taken out, so that much of it stays JSON. */
  private static byte[] damaged(byte[] whole, SplittableRandom random) {
    byte[] copy = whole.clone();
    for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
      int at = random.nextInt(copy.length);
      int from = random.nextInt(copy.length);
      int length = Math.min(copy.length - Math.max(at, from), random.nextInt(1, 30));
      switch (random.nextInt(4)) {
        case 0 -> copy[at] = (byte) random.nextInt(256);
        case 1 -> copy[at] = (byte) "{}[]\",:\\0\u007f".charAt(random.nextInt(10));
        case 2 -> System.arraycopy(copy, from, copy, at, length);
        default -> Arrays.fill(copy, at, at + length, (byte) ' ');
      }
    }
    return copy;
  }

  private static List<FeedEntry> read(String format, byte[] copy) throws IOException {
    List<FeedEntry> found = new ArrayList<>();
    FormatChoice.builtIn(format).orElseThrow().read(new ByteArrayInputStream(copy), found::add);
    return found;
  }

  private static long unreadable(List<FeedEntry> found) {
    return found.stream()
        .filter(
            entry ->
                entry.fold(
                    claim -> false,
                    exemption -> false,
                    rejected -> rejected.reason() == RejectReason.UNREADABLE_REST,
                    note -> false))
        .count();
  }
}
