package io.sekisho.rules.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ListGuardTest {

  @ParameterizedTest
  @CsvSource({
    // the name, as a whole
    "tree,     popular.example,       true",
    "name,     popular.example,       true",
    "endpoint, popular.example:443,   true",
    "endpoint, popular.example:8080,  true",
    "url,      popular.example,       false",
    // above it
    "tree,     example,               true",
    "name,     example,               false",
    "tree,     co.shared.example,     true",
    "tree,     shared.example,        true",
    "endpoint, shared.example:443,    false",
    // below it
    "tree,     evil.popular.example,  false",
    "name,     evil.popular.example,  false",
    "tree,     unpopular.example,     false",
    "tree,     example.popular,       false",
    // www
    "tree,     www.popular.example,   true",
    "name,     www.popular.example,   true",
    "endpoint, www.popular.example:80, true",
    "name,     www.www.popular.example, false",
    "tree,     w3.example,            true",
    "name,     w3.example,            true",
    "tree,     www.example,           false"
  })
  void aNameIsHitByWhatWouldTakeItAsAWhole(String kind, String claimed, boolean hit) {
    ListGuard guard =
        guard(Coverage.NAMES, "popular.example", "a.co.shared.example", "www.w3.example");

    assertThat(guard.hitBy(claim(kind, claimed)).isPresent()).isEqualTo(hit);
  }

  @ParameterizedTest
  @CsvSource({
    "tree,     evil.own.example,      true",
    "name,     a.b.own.example,       true",
    "endpoint, mail.own.example:25,   true",
    "tree,     own.example,           true",
    "tree,     example,               true",
    "name,     example,               false",
    "name,     disown.example,        false",
    "url,      a.own.example,         false",
    "range,    192.0.2.7,             true",
    "range,    192.0.2.128/25,        true",
    "range,    192.0.0.0/16,          true",
    "endpoint, 192.0.2.7:443,         true",
    "range,    192.0.3.7,             false"
  })
  void withSubTreesWhatLiesBelowIsProtectedToo(String kind, String claimed, boolean hit) {
    ListGuard guard = guard(Coverage.SUB_TREES, "own.example", "192.0.2.0/24");

    assertThat(guard.hitBy(claim(kind, claimed)).isPresent()).isEqualTo(hit);
  }

  @ParameterizedTest
  @CsvSource({
    // 104.16.0.0/13
    "range,    104.16.0.0/13,   true",
    "range,    104.0.0.0/8,     true",
    "range,    104.16.0.0/12,   true",
    "range,    104.20.0.0/16,   true",
    "range,    104.20.0.0/17,   true",
    "range,    104.20.0.0/18,   false",
    "range,    104.24.0.0/13,   false",
    "range,    104.16.1.1,      false",
    "endpoint, 104.16.1.1:443,  false",
    // 192.0.2.53/32
    "range,    192.0.2.53,      true",
    "endpoint, 192.0.2.53:53,   true",
    "range,    192.0.2.0/24,    true",
    "range,    192.0.2.52,      false",
    // 198.51.100.0/30
    "range,    198.51.100.1,    false",
    "range,    198.51.100.0/31, true",
    // 2001:db8::/32
    "range,    2001:db8::/36,   true",
    "range,    2001:db8::/37,   false",
    "range,    2000::/3,        true",
    "range,    2001:db8::1,     false",
    // no mix of families
    "range,    ::/1,            true",
    "range,    2000::/4,        true",
    "range,    0.0.0.0/0,       true",
    "range,    fe00::/8,        false"
  })
  void aRangeIsHitByWhatTakesAGreatPartOfIt(String kind, String claimed, boolean hit) {
    ListGuard guard =
        guard(Coverage.NAMES, "104.16.0.0/13", "192.0.2.53", "198.51.100.0/30", "2001:db8::/32");

    assertThat(guard.hitBy(claim(kind, claimed)).isPresent()).isEqualTo(hit);
  }

  @Test
  void aHitNamesTheSourceAndTheEntry() {
    ListGuard guard =
        ListGuard.builder(settings(Coverage.NAMES))
            .add(new Pattern.ExactName(new HostName("www.a.example")), 7)
            .add(new Pattern.Addresses(AddressPrefix.parse("192.0.2.0/24").orElseThrow()), 9)
            .build();

    GuardHit name = guard.hitBy(claim("tree", "example")).orElseThrow();
    GuardHit range = guard.hitBy(claim("range", "192.0.0.0/16")).orElseThrow();

    assertThat(guard.size()).isEqualTo(2);
    assertThat(name).hasToString("popular: top.csv: a.example, line 7");
    assertThat(range).hasToString("shared-range: top.csv: 192.0.2.0/24, line 9");
    assertThat(name.cause()).isEqualTo("popular (top.csv)");
  }

  @Test
  void ownRangesAreToldAsNeverBlock() {
    GuardSettings own =
        new GuardSettings("own", GuardReason.NEVER_BLOCK, GuardEffect.NOTE, Coverage.NAMES);
    ListGuard guard = ListGuard.builder(own).add(pattern("192.0.2.0/24"), 0).build();

    assertThat(guard.hitBy(claim("range", "192.0.0.0/16")).orElseThrow())
        .hasToString("never-block: own: 192.0.2.0/24");
  }

  @Test
  void aNameOfAnotherIsProtectedItself() {
    ListGuard guard = guard(Coverage.NAMES, "a.b.example", "b.example");

    assertThat(guard.hitBy(claim("name", "b.example")).orElseThrow().entry())
        .isEqualTo("b.example");
  }

  private static GuardSettings settings(Coverage covers) {
    return new GuardSettings("top.csv", GuardReason.POPULAR, GuardEffect.SUPPRESS, covers);
  }

  static ListGuard guard(Coverage covers, String... entries) {
    ListGuard.Builder guard = ListGuard.builder(settings(covers));
    for (String entry : entries) {
      guard.add(pattern(entry), 1);
    }
    return guard.build();
  }

  private static Pattern pattern(String entry) {
    return AddressPrefix.parse(entry)
        .accepted()
        .<Pattern>map(Pattern.Addresses::new)
        .orElseGet(() -> new Pattern.ExactName(new HostName(entry)));
  }

  /** A claim; one on a URL has no target, so it asks about no name and no range. */
  private static Target claim(String kind, String claimed) {
    return Target.of(
            switch (kind) {
              case "tree" -> new Pattern.SubTree(new HostName(claimed));
              case "name" -> new Pattern.ExactName(new HostName(claimed));
              case "range" -> new Pattern.Addresses(AddressPrefix.parse(claimed).orElseThrow());
              case "endpoint" -> new Pattern.Socket(Endpoint.parse(claimed).orElseThrow());
              case "url" -> new Pattern.Url(new HostName(claimed), null, "/a");
              default -> throw new IllegalArgumentException(kind);
            })
        .orElse(new Target(null, null, Target.Extent.ONE));
  }
}
