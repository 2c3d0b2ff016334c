package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random small feeds and destinations, drawn from so few values that they meet all the time. */
final class FeedIndexModelTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final int FEEDS = 1_500;
  private static final int DESTINATIONS = 50;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void findsExactlyWhatTheModelFinds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < FEEDS; i++) {
      List<Indicator> claims = indicators(random, random.nextInt(12));
      List<Indicator> exceptions = indicators(random, random.nextInt(3));
      FeedIndex index = build(claims, exceptions);

      for (int j = 0; j < DESTINATIONS; j++) {
        Clue clue = RandomClaims.clue(random);

        assertThat(found(index, clue))
            .as("%s among %s except %s", clue, claims, exceptions)
            .isEqualTo(expected(claims, exceptions, clue));
      }
    }
  }

  private static FeedIndex build(List<Indicator> claims, List<Indicator> exceptions) {
    FeedIndex.Builder builder = FeedIndex.builder("feed");
    claims.forEach(builder::add);
    exceptions.forEach(exception -> builder.except(exception.pattern(), exception.line()));
    return builder.build();
  }

  private static Set<Pattern> found(FeedIndex index, Clue clue) {
    List<Indicator> found = new ArrayList<>();
    Query.formsOf(clue).forEach(form -> index.collect(form, NOW, found));
    Set<Pattern> patterns = new HashSet<>();
    found.forEach(indicator -> patterns.add(indicator.pattern()));
    return patterns;
  }

  private static Set<Pattern> expected(
      List<Indicator> claims, List<Indicator> exceptions, Clue clue) {
    Set<Pattern> expected = new HashSet<>();
    Host whole = clue.destination().host();
    for (Host form : NaiveClaims.forms(whole)) {
      boolean excepted =
          exceptions.stream()
              .map(Indicator::pattern)
              .anyMatch(
                  pattern ->
                      NaiveClaims.covers(pattern, form, clue)
                          || NaiveClaims.covers(pattern, whole, clue));
      for (Indicator claim : claims) {
        if (!excepted && claim.isValidAt(NOW) && NaiveClaims.covers(claim.pattern(), form, clue)) {
          expected.add(claim.pattern());
        }
      }
    }
    return expected;
  }

  private static List<Indicator> indicators(SplittableRandom random, int count) {
    List<Indicator> indicators = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant expiry =
          switch (random.nextInt(4)) {
            case 0 -> NOW;
            case 1 -> NOW.plusSeconds(1);
            default -> null;
          };
      indicators.add(new Indicator(RandomClaims.pattern(random), "feed", i + 1, null, 50, expiry));
    }
    return indicators;
  }
}
