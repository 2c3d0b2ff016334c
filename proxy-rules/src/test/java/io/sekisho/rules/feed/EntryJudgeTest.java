package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.feed.format.DestinationType;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.feed.format.LoneDestination;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EntryJudgeTest {
  private static final FeedSettings SETTINGS = FeedSettings.of("soc", FormatChoice.DOMAINS);
  private static final GateSettings GATE =
      GateSettings.DEFAULT.withCanaries(Set.of(new HostName("own.example")));

  @ParameterizedTest
  @CsvSource({
    "evil.example, , *.evil.example",
    "*.evil.example, , *.evil.example",
    "evil.example, exact-name, evil.example",
    "198.51.100.7, , 198.51.100.7",
    "9.7.9.0/24, address, 9.7.9.0/24",
    "9.7.9.9:443, , 9.7.9.9:443",
    "evil.example:8443, endpoint, evil.example:8443",
    "http://evil.example/x, url, evil.example/x",
    "B386946A5A44D1DDCC843BC75336DFCE, fingerprint, b386946a5a44d1ddcc843bc75336dfce",
  })
  void aDestinationIsReadAsFeedsWriteItOrAsItIsSaidToBe(
      String text, @Nullable String type, String read) {
    FeedSettings any =
        new FeedSettings("soc", FormatChoice.DOMAINS, 90, null, SpecialPurposeHandling.ACCEPT);

    EntryJudgement judgement = judgement(any, text, type);

    assertThat(told(judgement)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "com, , single-label",
    "'', , empty",
    "evil example, , forbidden-character",
    "10.0.0.7, , special-purpose",
    "8.0.0.0/7, , prefix-too-broad",
    "evil.example, address, name-not-address",
    "198.51.100.7, , special-purpose",
    "xyz, certificate, bad-fingerprint",
    "xyz, fingerprint, bad-fingerprint",
    "evil.example, url, root-path",
    "*.com, , canary",
    "own.example, , canary",
    "sub.own.example, , never-block",
    "sub.own.example, exact-name, never-block",
    "mine.example:80, , never-block",
    "http://a.mine.example/x, , never-block",
    "9.9.1.1, , never-block",
    "9.9.0.0/17, , never-block",
  })
  void whatIsWrongOrCouldStopNothingIsRefusedWithItsReason(
      String text, @Nullable String type, String reason) {
    EntryJudgement judgement = judgement(SETTINGS, text, type);

    assertThat(told(judgement)).isEqualTo("refused: " + reason);
  }

  @ParameterizedTest
  @CsvSource({
    "mine.example, , *.mine.example",
    "9.8.0.0/15, , 9.8.0.0/15",
    "9.10.0.1, , 9.10.0.1",
  })
  void aClaimOnMoreThanWhatIsNeverBlockedCountsForTheRest(
      String text, @Nullable String type, String read) {
    FeedSettings settings = SETTINGS;

    EntryJudgement judgement = judgement(settings, text, type);

    assertThat(told(judgement)).isEqualTo(read);
  }

  @Test
  void aFingerprintIsNeverCovered() {
    EntryJudgement judgement =
        judgement(SETTINGS, "b386946a5a44d1ddcc843bc75336dfce", "fingerprint");

    assertThat(judgement.byGuard()).isEmpty();
  }

  private static String told(EntryJudgement judgement) {
    return judgement.fold(
        admitted -> admitted.indicator().pattern().toString(),
        refused -> "refused: " + refused.reason());
  }

  private static EntryJudgement judgement(
      FeedSettings settings, String text, @Nullable String type) {
    NeverBlockList own = new NeverBlockList();
    own.add(new Pattern.SubTree(new HostName("sub.own.example")));
    own.add(new Pattern.ExactName(new HostName("mine.example")));
    own.add(new Pattern.SubTree(new HostName("a.mine.example")));
    own.add(new Pattern.Addresses(AddressPrefix.parse("9.9.0.0/16").orElseThrow()));
    EntryJudge judge =
        new EntryJudge(
            settings, GATE, new EntryJudge.InForce(Guards.NONE, own.build(), Instant.EPOCH));
    DestinationType named = type == null ? null : DestinationType.named(type).orElseThrow();
    return judge.judge(LoneDestination.read(text, named));
  }
}
