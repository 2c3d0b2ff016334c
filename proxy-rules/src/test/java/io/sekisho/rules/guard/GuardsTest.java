package io.sekisho.rules.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.guard.SuffixGuard.Rule;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GuardsTest {
  private static final Pattern BOTH = new Pattern.SubTree(new HostName("a.example"));

  @Test
  void theStrictestGuardDecides() {
    Guards guards =
        new Guards(
            List.of(
                list("noted", GuardEffect.NOTE),
                list("first", GuardEffect.SUPPRESS),
                list("second", GuardEffect.SUPPRESS),
                list("milder", GuardEffect.DOWNGRADE)),
            List.of());

    assertThat(guards.hitBy(BOTH, PublicSuffixHandling.SUPPRESS))
        .map(GuardHit::source)
        .contains("first");
  }

  @Test
  void withoutGuardsNothingIsHit() {
    assertThat(Guards.NONE.hitBy(BOTH, PublicSuffixHandling.SUPPRESS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // claim, by default, where suffixes are accepted
    "*.co.example,         popular,       none",
    "*.example,            popular,       none",
    "co.example,           public-suffix, none",
    "*.zip,                public-suffix, none",
    "*.popular.co.example, popular,       popular",
    "popular.co.example,   popular,       popular",
    "*.dyn.example,        popular,       popular",
    "*.evil.dyn.example,   none,          none"
  })
  void aFeedOfSuffixesMayClaimThemWhateverLiesBelow(String claim, String reason, String accepted) {
    ListGuard popular =
        ListGuard.builder(
                new GuardSettings("top", GuardReason.POPULAR, GuardEffect.SUPPRESS, Coverage.NAMES))
            .add(pattern("popular.co.example"), 1)
            .add(pattern("dyn.example"), 2)
            .build();
    SuffixGuard suffixes =
        SuffixGuard.builder(
                new GuardSettings(
                    "psl", GuardReason.PUBLIC_SUFFIX, GuardEffect.SUPPRESS, Coverage.NAMES))
            .add(Rule.SUFFIX, new HostName("co.example"), 1)
            .add(Rule.SUFFIX, new HostName("dyn.example"), 2)
            .build();
    Guards guards = new Guards(List.of(popular), List.of(suffixes));

    assertThat(reason(guards, claim, PublicSuffixHandling.SUPPRESS)).isEqualTo(reason);
    assertThat(reason(guards, claim, PublicSuffixHandling.ACCEPT)).isEqualTo(accepted);
  }

  private static String reason(Guards guards, String claim, PublicSuffixHandling handling) {
    return guards.hitBy(pattern(claim), handling).map(hit -> hit.reason().label()).orElse("none");
  }

  private static ListGuard list(String source, GuardEffect effect) {
    return ListGuard.builder(new GuardSettings(source, GuardReason.POPULAR, effect, Coverage.NAMES))
        .add(BOTH, 1)
        .build();
  }

  private static Pattern pattern(String text) {
    return text.startsWith("*.")
        ? new Pattern.SubTree(new HostName(text.substring(2)))
        : new Pattern.ExactName(new HostName(text));
  }
}
