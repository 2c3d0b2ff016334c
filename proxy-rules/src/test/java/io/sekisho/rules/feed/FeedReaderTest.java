package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.feed.format.RejectReason;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FeedReaderTest {
  private static final FeedSettings DOMAINS = Texts.settings("domains");

  @Test
  void gzipIsToldByItsFirstBytesWhateverTheName() throws IOException {
    byte[] packed = gzip("a.example\nb.example\n".getBytes(StandardCharsets.UTF_8));

    FeedReading reading =
        new FeedReader(DOMAINS).read(new FeedCopy("feed.txt", packed, Texts.MODIFIED));

    assertThat(namesIn(reading)).isEqualTo("2");
  }

  @Test
  void anArchiveThatEndsTooSoonIsBroken() throws IOException {
    byte[] packed = gzip("a.example\nb.example\n".getBytes(StandardCharsets.UTF_8));

    for (int length = 2; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      FeedReading reading =
          new FeedReader(DOMAINS).read(new FeedCopy("feed.txt", cut, Texts.MODIFIED));

      assertThat(namesIn(reading)).isEqualTo("broken-archive");
    }
  }

  @Test
  void anArchiveThatGrowsBeyondBoundsIsRefused() throws IOException {
    byte[] bomb = gzip("a.example\n".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));

    FeedReading reading = new FeedReader(DOMAINS).read(new FeedCopy("b", bomb, Texts.MODIFIED));

    assertThat(namesIn(reading)).isEqualTo("too-large");
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, special-purpose",
    "127.0.0.1, special-purpose",
    "192.168.0.0/16, special-purpose",
    "fe80::1, special-purpose",
    "10.1.2.3:443, special-purpose",
    "10.1.2.3/gate.php, special-purpose",
    "16.0.0.0/6, prefix-too-broad",
    "2a00::/12, prefix-too-broad"
  })
  void addressesThatNoFeedShouldClaimAreRejected(String line, String reason) {
    FeedReading.Read read = Texts.read(DOMAINS, line + "\n");

    assertThat(read.index().entries()).isZero();
    assertThat(read.report().sample()).hasSize(1);
    assertThat(read.report().sample().get(0).reason().label()).isEqualTo(reason);
  }

  @Test
  void specialPurposeAddressesCountWhereTheFeedAsksForThem() {
    FeedSettings accept =
        new FeedSettings("test", FormatChoice.DOMAINS, 90, null, SpecialPurposeHandling.ACCEPT);

    FeedReading.Read read = Texts.read(accept, "10.1.2.3\n192.168.0.0/16\n");

    assertThat(read.report().indicators())
        .containsEntry(Pattern.Kind.ADDRESS, 1)
        .containsEntry(Pattern.Kind.PREFIX, 1);
  }

  @ParameterizedTest
  @CsvSource({"59, true", "61, false"})
  void expiryCountsFromTheTimeOfTheCopy(long minutes, boolean blocked) {
    FeedSettings hour =
        new FeedSettings(
            "test", FormatChoice.DOMAINS, 90, Duration.ofHours(1), SpecialPurposeHandling.REFUSE);
    Instant now = Texts.MODIFIED.plus(Duration.ofMinutes(minutes));
    LiveRules rules = new LiveRules(() -> now);

    rules.replace(Texts.read(hour, "evil.example\n").index());

    assertThat(isHostile(rules, "evil.example:443")).isEqualTo(blocked);
  }

  @ParameterizedTest
  @CsvSource({"119, true", "121, false"})
  void whatADecisionHasLeftCountsFromWhenTheCopyWasMade(long minutes, boolean blocked) {
    String decision =
        "[{\"scope\":\"ip\",\"type\":\"ban\",\"value\":\"198.41.0.4\",\"duration\":\"2h\"}]";
    FeedCopy copy = Texts.copy(decision).seenAt(Texts.MODIFIED.plus(Duration.ofDays(1)));
    Instant now = Texts.MODIFIED.plus(Duration.ofMinutes(minutes));
    LiveRules rules = new LiveRules(() -> now);

    FeedReading reading = new FeedReader(Texts.settings("crowdsec-json")).read(copy);
    reading
        .<Optional<FeedIndex>>fold(read -> Optional.of(read.index()), bad -> Optional.empty())
        .ifPresent(rules::replace);

    assertThat(isHostile(rules, "198.41.0.4:443")).isEqualTo(blocked);
  }

  @Test
  void rejectedLinesAreCountedByReasonAndKeptWithTheirNumber() {
    FeedReading.Read read = Texts.read(DOMAINS, "com\nevil.example\n\nnet\na..b\n");

    assertThat(read.report().rejected())
        .isEqualTo(Map.of(RejectReason.SINGLE_LABEL, 2, RejectReason.EMPTY_LABEL, 1));
    assertThat(read.report().sample())
        .contains(new FeedEntry.Rejected(4, "net", RejectReason.SINGLE_LABEL));
  }

  @Test
  void theSampleOfRejectedLinesIsBounded() {
    FeedReading.Read read = Texts.read(DOMAINS, ("x" + "y".repeat(500) + "\n").repeat(3_000));

    assertThat(read.report().sample()).hasSize(FeedReport.MAX_SAMPLE);
    assertThat(read.report().sample().get(0).text()).hasSize(FeedEntry.Rejected.MAX_TEXT);
    assertThat(read.report().rejectedLines()).isEqualTo(3_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html></html>",
        "\n  <html><body>502</body></html>",
        "<?xml version='1.0'?><Error/>",
        "\ufeff<HTML>"
      })
  void aPageIsNoFeed(String text) {
    assertThat(namesIn(new FeedReader(DOMAINS).read(Texts.copy(text)))).isEqualTo("markup");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\177ELF\0\0\0\0", "a.example\n\0\0\0\0", "\001\002\003\004\005\006"})
  void binaryDataIsNoFeed(String text) {
    assertThat(namesIn(new FeedReader(DOMAINS).read(Texts.copy(text)))).isEqualTo("binary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "a,b @ unknown-format: feed.txt is in no format known here: line 1 is \"a,b\"",
        "0.0.0.0 a.example|b.example @ ambiguous-format: feed.txt could be hosts or domains: set its format"
      })
  void aFormatThatTheCopyDoesNotTellIsAFault(String text, String failure) {
    FeedReading reading =
        new FeedReader(Texts.settings("auto")).read(Texts.copy(text.replace('|', '\n')));

    assertThat(reading.<String>fold(read -> "", unreadable -> unreadable.failure().toString()))
        .isEqualTo(failure);
  }

  @Test
  void anExceptionOfTheFeedHoldsForThatFeed() {
    LiveRules rules = new LiveRules(() -> Texts.MODIFIED);

    rules.replace(
        Texts.read(Texts.settings("adblock"), "||evil.example^\n@@||ok.evil.example^\n").index());

    assertThat(isHostile(rules, "www.evil.example:443")).isTrue();
    assertThat(isHostile(rules, "www.ok.evil.example:443")).isFalse();
  }

  @Test
  void neverBlockTakesFilesAndLiteralsTogether() {
    LiveRules rules = new LiveRules(() -> Texts.MODIFIED);
    rules.replace(Texts.read(DOMAINS, "evil.example\n198.51.100.0/24\n203.0.113.1\n").index());
    NeverBlockList list = new NeverBlockList();
    list.add(Texts.copy("ok.evil.example\n198.51.100.7\n10.0.0.0/8\n"), FormatChoice.DOMAINS);

    rules.neverBlock(list.build());

    assertThat(isHostile(rules, "www.ok.evil.example:443")).isFalse();
    assertThat(isHostile(rules, "evil.example:443")).isTrue();
  }

  private static boolean isHostile(LiveRules rules, String endpoint) {
    Clue clue = new Clue(Clue.Kind.LOOKUP, Endpoint.parse(endpoint).orElseThrow());
    return rules.decide(Evidence.of(clue)).isHostile();
  }

  /** How many indicators, or what was wrong. */
  private static String namesIn(FeedReading reading) {
    return reading.fold(
        read -> String.valueOf(read.index().entries()), bad -> bad.failure().fault().label());
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
