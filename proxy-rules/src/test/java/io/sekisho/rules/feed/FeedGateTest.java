package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.indicator.HostName;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FeedGateTest {
  private static final GateSettings MAY_BE_EMPTY = new GateSettings(EmptyHandling.ACCEPT, 50);

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "com\n", "10.0.0.1\n"})
  void aCopyWithoutEntriesIsEmpty(String text) {
    assertThat(judge(GateSettings.DEFAULT, null, text)).isEqualTo("empty");
    assertThat(judge(MAY_BE_EMPTY, null, text)).isEqualTo("accepted");
  }

  @Test
  void aCopyWithNothingButNonsenseIsNeverMerelyEmpty() {
    String decision = judge(MAY_BE_EMPTY, null, "{\"error\": \"rate limit\"}\n");

    assertThat(decision).isEqualTo("nothing-recognised");
  }

  @ParameterizedTest
  @CsvSource({"11, 9, mostly-rejected", "10, 10, accepted", "10, 9, accepted"})
  void aCopyOfMostlyNonsenseIsRefused(int bad, int good, String expected) {
    String text = "a b c\n".repeat(bad) + names(good);

    assertThat(judge(GateSettings.DEFAULT, null, text)).isEqualTo(expected);
  }

  @Test
  void wellFormedLinesThatAreNotUsedAreNoNonsense() {
    String text = "/path\n".repeat(100) + names(3);

    assertThat(judge(GateSettings.DEFAULT, null, text)).isEqualTo("accepted");
  }

  @ParameterizedTest
  @CsvSource({"1000, 500, accepted", "1000, 499, shrunk", "999, 10, accepted"})
  void aLargeFeedMayNotShrinkByMoreThanHalf(int before, int now, String expected) {
    assertThat(judge(GateSettings.DEFAULT, names(before), names(now))).isEqualTo(expected);
  }

  @Test
  void howMuchAFeedMayShrinkIsASetting() {
    GateSettings any = new GateSettings(EmptyHandling.REFUSE, 100);

    assertThat(judge(any, names(1_000), names(1))).isEqualTo("accepted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "a.example|b.example| @ a.example|b.exa   @ cut-short",
        "a.example|b.example| @ a.example|        @ accepted",
        "a.example|b.example  @ a.example|b.exa   @ accepted",
        "a.example|           @ a.example|b.exam  @ accepted",
      })
  void aCopyThatEndsWithinALineWasCutShort(String before, String now, String expected) {
    String decision =
        judge(GateSettings.DEFAULT, before.replace('|', '\n'), now.replace('|', '\n'));

    assertThat(decision).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "stix @ [{\"type\":\"indicator\",\"id\":\"indicator--1\",\"pattern\":\"[domain-name:value='a.example']\"}, {\"ty",
        "spamhaus-json @ {\"cidr\":\"203.0.0.0/24\",\"sblid\":\"SBL1\"}",
      })
  void aFirstCopyThatWasCutIsRefusedToo(String format, String text) {
    FeedSettings settings = Texts.settings(format);
    FeedCopy copy = Texts.copy(text);

    GateDecision decision =
        new FeedGate(GateSettings.DEFAULT).judge(copy, new FeedReader(settings).read(copy), null);

    assertThat(decision.<String>fold(good -> "accepted", bad -> bad.failure().fault().label()))
        .isEqualTo("cut-short");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"clean-test.sekisho.invalid", "sekisho.invalid", "*.invalid", "*.com", "*.arpa"})
  void aCopyThatListsACanaryIsRefused(String canary) {
    assertThat(judge(GateSettings.DEFAULT, null, names(3) + canary)).isEqualTo("canary-listed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c2-test.sekisho.invalid", "evil.com", "*.actor"})
  void whatIsBesideACanaryIsNoCanary(String name) {
    assertThat(judge(GateSettings.DEFAULT, null, names(3) + name)).isEqualTo("accepted");
  }

  @ParameterizedTest
  @CsvSource({"1000, 4000, accepted", "1000, 4001, grown", "999, 9000, accepted"})
  void aLargeFeedMayNotGrowFourfold(int before, int now, String expected) {
    assertThat(judge(GateSettings.DEFAULT, names(before), names(now))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"10, 1101, grown", "10, 1100, accepted", "1000000, 9000, accepted"})
  void howMuchAFeedMayGrowIsASetting(int percent, int now, String expected) {
    GateSettings settings = GateSettings.DEFAULT.withMaxGrowth(percent);

    assertThat(judge(settings, names(1_000), names(now))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"10, 2, 18, accepted", "10, 3, 17, mostly-rejected", "100, 99, 1, accepted"})
  void howMuchMayBeRejectedIsASetting(int percent, int bad, int good, String expected) {
    GateSettings settings = GateSettings.DEFAULT.withMaxRejected(percent);

    assertThat(judge(settings, null, "a b c\n".repeat(bad) + names(good))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "intranet.example.org, canary-listed",
    "*.example.org, canary-listed",
    "*.a.intranet.example.org, accepted",
    "intranet.example.org/page, accepted",
    "www.example.org, accepted"
  })
  void moreCanariesAreASetting(String listed, String expected) {
    HostName intranet = new HostName("intranet.example.org");
    GateSettings settings = GateSettings.DEFAULT.withCanaries(Set.of(intranet));

    assertThat(judge(settings, null, names(3) + listed)).isEqualTo(expected);
  }

  @Test
  void theDetailNamesFileAndLine() {
    GateDecision decision = decide(GateSettings.DEFAULT, null, names(2) + "*.com\n");

    String detail = decision.fold(accepted -> "", refused -> refused.failure().detail());
    assertThat(detail).isEqualTo("feed.txt lists *.com at line 3, which no feed may");
  }

  private static String judge(GateSettings settings, @Nullable String before, String now) {
    return decide(settings, before, now)
        .fold(accepted -> "accepted", refused -> refused.failure().fault().label());
  }

  private static GateDecision decide(GateSettings settings, @Nullable String before, String now) {
    FeedSettings domains = Texts.settings("domains");
    LastGood lastGood = before == null ? null : LastGood.of(Texts.read(domains, before));
    FeedCopy copy = Texts.copy(now);
    return new FeedGate(settings)
        .judge(copy, new FeedReader(domains, settings, () -> Guards.NONE).read(copy), lastGood);
  }

  private static String names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "n" + i + ".example\n")
        .collect(Collectors.joining());
  }
}
