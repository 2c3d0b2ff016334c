package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random sequences of copies, each put upon the one before, against an index built from the last
 * copy alone.
 */
final class FeedDeltaModelTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final int SEQUENCES = 20;
  private static final int COPIES = 12;
  private static final List<Clue> CLUES = clues();

  private record Copy(List<Indicator> claims, List<Indicator> exceptions, @Nullable Instant end) {
    FeedIndex in(FeedIndex.Builder index) {
      claims.forEach(index::add);
      exceptions.forEach(exception -> index.except(exception.pattern(), exception.line()));
      return index.until(end).build();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aDeltaAnswersAsTheWholeCopyDoes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < SEQUENCES; i++) {
      Copy copy = new Copy(claims(random, 30), claims(random, 3), NOW);
      FeedIndex delta = copy.in(FeedIndex.builder("feed"));
      for (int j = 0; j < COPIES; j++) {
        Copy next = next(copy, random);

        delta = next.in(delta.successor());

        assertSame(delta, next.in(FeedIndex.builder("feed")));
        assertThat(delta.change()).isEqualTo(change(copy, next));
        copy = next;
      }
    }
  }

  private static void assertSame(FeedIndex delta, FeedIndex whole) {
    for (Clue clue : CLUES) {
      assertThat(withoutLines(found(delta, clue)))
          .as("%s", clue)
          .isEqualTo(withoutLines(found(whole, clue)));
      Host host = clue.destination().host();
      assertThat(withoutLines(delta.concerning(host)))
          .containsExactlyInAnyOrderElementsOf(withoutLines(whole.concerning(host)));
    }
    assertThat(delta.counts()).isEqualTo(whole.counts());
    assertThat(delta.entries()).isEqualTo(whole.entries());
    assertThat(delta.exceptions()).isEqualTo(whole.exceptions());
    assertThat(delta.lastExpiry()).isEqualTo(whole.lastExpiry());
    assertThat(delta.expired(NOW)).isEqualTo(whole.expired(NOW));
  }

  /** A claim keeps the line that it had where it was first made. */
  private static List<Indicator> withoutLines(List<Indicator> found) {
    return found.stream()
        .map(
            each ->
                new Indicator(
                    each.pattern(),
                    each.feed(),
                    0,
                    each.threat(),
                    each.confidence(),
                    each.validUntil()))
        .toList();
  }

  private static List<Indicator> found(FeedIndex index, Clue clue) {
    List<Indicator> found = new ArrayList<>();
    Query.formsOf(clue).forEach(form -> index.collect(form, NOW, found));
    return found;
  }

  private static FeedChange change(Copy before, Copy after) {
    return change(winners(before.claims()), winners(after.claims()))
        .and(change(patterns(before.exceptions()), patterns(after.exceptions())));
  }

  private static FeedChange change(Map<Pattern, String> before, Map<Pattern, String> after) {
    int changed = 0;
    int common = 0;
    for (Map.Entry<Pattern, String> entry : after.entrySet()) {
      String was = before.get(entry.getKey());
      common += was == null ? 0 : 1;
      changed += was == null || was.equals(entry.getValue()) ? 0 : 1;
    }
    return new FeedChange(after.size() - common, before.size() - common, changed);
  }

  private static Map<Pattern, String> patterns(List<Indicator> exceptions) {
    Map<Pattern, String> patterns = new HashMap<>();
    exceptions.forEach(exception -> patterns.put(exception.pattern(), "excepted"));
    return patterns;
  }

  /** What is claimed in the end of each pattern: the latest end, the most confidence, the first. */
  private static Map<Pattern, String> winners(List<Indicator> indicators) {
    Map<Pattern, String> ranks = new HashMap<>();
    for (Indicator each : indicators) {
      String end = each.expiry().map(Instant::toString).orElse("never");
      ranks.merge(
          each.pattern(),
          end + " %03d".formatted(each.confidence()),
          (one, other) -> other.compareTo(one) > 0 ? other : one);
    }
    return ranks;
  }

  /** A few entries gone, a few new or claimed anew, and now and then all in another order. */
  private static Copy next(Copy before, SplittableRandom random) {
    List<Indicator> claims = new ArrayList<>(before.claims());
    for (int i = random.nextInt(6); i > 0 && !claims.isEmpty(); i--) {
      claims.remove(random.nextInt(claims.size()));
    }
    for (Indicator added : claims(random, 6)) {
      claims.add(random.nextInt(claims.size() + 1), added);
    }
    List<Indicator> exceptions = random.nextInt(3) == 0 ? claims(random, 3) : before.exceptions();
    return new Copy(numbered(claims), exceptions, end(random));
  }

  private static List<Indicator> numbered(List<Indicator> claims) {
    List<Indicator> numbered = new ArrayList<>();
    for (Indicator claim : claims) {
      numbered.add(
          new Indicator(
              claim.pattern(),
              "feed",
              numbered.size() + 1,
              null,
              claim.confidence(),
              claim.validUntil()));
    }
    return numbered;
  }

  private static List<Indicator> claims(SplittableRandom random, int most) {
    List<Indicator> claims = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      int confidence = random.nextInt(3) * 50;
      claims.add(new Indicator(pattern(random), "feed", 1, null, confidence, end(random)));
    }
    return numbered(claims);
  }

  private static @Nullable Instant end(SplittableRandom random) {
    return random.nextInt(3) == 0 ? null : NOW.plusSeconds(600L * random.nextInt(-1, 3));
  }

  private static Pattern pattern(SplittableRandom random) {
    HostName name = new HostName(name(random.nextInt(14)));
    return switch (random.nextInt(6)) {
      case 0 -> new Pattern.SubTree(name);
      case 1 -> new Pattern.ExactName(name);
      case 2 -> new Pattern.Addresses(prefix(random));
      case 3 -> new Pattern.Socket(new Endpoint(name, 443));
      case 4 ->
          new Pattern.Url(
              name,
              random.nextBoolean() ? null : 443,
              "/a/b".substring(0, 2 + 2 * random.nextInt(2)));
      default -> new Pattern.Certificate(certificate(random.nextInt(3)));
    };
  }

  private static AddressPrefix prefix(SplittableRandom random) {
    return AddressPrefix.parse("192.0.2." + random.nextInt(4) + "/" + random.nextInt(28, 33))
        .accepted()
        .orElseThrow();
  }

  /** The bits behind the first are labels. */
  private static String name(int number) {
    StringBuilder name = new StringBuilder("x");
    for (int rest = number + 2; rest > 1; rest >>= 1) {
      name.insert(0, (rest & 1) == 0 ? "a." : "b.");
    }
    return name.toString();
  }

  private static CertificateFingerprint certificate(int number) {
    return CertificateFingerprint.parse("0".repeat(39) + number).accepted().orElseThrow();
  }

  private static List<Clue> clues() {
    List<Clue> clues = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      Endpoint to = new Endpoint(new HostName("c." + name(i)), 443);
      Endpoint at = new Endpoint(new HostName(name(i)), 443);
      clues.add(new Clue(Clue.Kind.LOOKUP, to));
      clues.add(new Clue(Clue.Kind.LOOKUP, at));
      clues.add(new Clue(Clue.Kind.LOOKUP, at, "/a/b"));
    }
    for (int i = 0; i < 4; i++) {
      clues.add(new Clue(Clue.Kind.LOOKUP, Endpoint.parse("192.0.2." + i + ":443").orElseThrow()));
    }
    return clues;
  }
}
