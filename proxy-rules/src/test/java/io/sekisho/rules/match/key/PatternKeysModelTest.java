package io.sekisho.rules.match.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random tables and destinations, drawn from so few values that they meet all the time. */
final class PatternKeysModelTest {
  private static final HashKey KEY = HashKey.random();

  @ParameterizedTest
  @CsvSource({"1, 1500, 8, 40", "2, 300, 60, 100", "3, 30, 2000, 400"})
  void findsExactlyWhatTheModelFinds(long seed, int tables, int mostPatterns, int destinations) {
    SplittableRandom random = new SplittableRandom(seed);
    KeyWalk walk = new KeyWalk(KEY);
    for (int i = 0; i < tables; i++) {
      Set<Pattern> model = patterns(random, random.nextInt(mostPatterns + 1));
      PatternKeys table = table(model);

      for (int j = 0; j < destinations; j++) {
        Endpoint destination = new Endpoint(host(random), port(random));
        String path = random.nextInt(4) == 0 ? null : "/" + segments(random);
        List<Pattern> found = found(table, walk.to(destination, path));

        if (!isAsExpected(found, expected(model, destination, path))) {
          assertThat(found)
              .as("%s%s among %s", destination, path, model)
              .doesNotHaveDuplicates()
              .containsExactlyInAnyOrderElementsOf(expected(model, destination, path));
        }
        assertThat(found).isSortedAccordingTo((one, other) -> rank(other) - rank(one));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 300, 10", "5, 4, 3000"})
  void everyPatternIsFoundAsItIsAndNoOther(long seed, int tables, int mostPatterns) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < tables; i++) {
      Set<Pattern> model = patterns(random, random.nextInt(mostPatterns + 1));
      PatternKeys table = table(model);

      Set<Pattern> listed = new HashSet<>();
      for (int entry = 0; entry < table.size(); entry++) {
        listed.add(table.pattern(entry));
        assertThat(table.find(table.pattern(entry))).isEqualTo(entry);
      }

      assertThat(listed).isEqualTo(model).hasSize(table.size());
      for (int j = 0; j < 50; j++) {
        Pattern other = pattern(random);
        assertThat(table.find(other) != Hits.NONE).isEqualTo(model.contains(other));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"6, 300, 30"})
  void aTableOfATablesCursorIsTheSame(long seed, int tables, int mostPatterns) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < tables; i++) {
      PatternKeys first = table(patterns(random, random.nextInt(mostPatterns + 1)));

      PatternKeys second = PatternKeys.over(PatternKeys.build(first.cursor(), KEY), KEY);

      assertThat(second.size()).isEqualTo(first.size());
      for (int entry = 0; entry < first.size(); entry++) {
        assertThat(second.pattern(entry)).isEqualTo(first.pattern(entry));
      }
    }
  }

  private static PatternKeys table(Set<Pattern> patterns) {
    KeyList list = new KeyList();
    patterns.forEach(list::add);
    patterns.stream().limit(3).forEach(list::add);
    return PatternKeys.over(PatternKeys.build(list.sorted().distinct(), KEY), KEY);
  }

  private static List<Pattern> found(PatternKeys table, KeyWalk walk) {
    Hits hits = new Hits();
    table.collect(walk, hits);
    List<Pattern> found = new ArrayList<>();
    for (int i = 0; i < hits.count(); i++) {
      found.add(table.pattern(hits.entry(i)));
    }
    return found;
  }

  private static boolean isAsExpected(List<Pattern> found, Set<Pattern> expected) {
    return found.size() == expected.size() && expected.containsAll(found);
  }

  /** URLs before endpoints, the longest first, of the same length with a port first. */
  private static int rank(Pattern pattern) {
    return pattern instanceof Pattern.Url url
        ? 2 * UrlPath.canonical(url.path()).length() + (url.port() == null ? 0 : 1)
        : 0;
  }

  private static Set<Pattern> expected(
      Set<Pattern> model, Endpoint destination, @Nullable String path) {
    Set<Pattern> expected = new HashSet<>();
    for (Pattern pattern : model) {
      if (covers(pattern, destination, path)) {
        expected.add(pattern);
      }
    }
    return expected;
  }

  private static boolean covers(Pattern pattern, Endpoint destination, @Nullable String path) {
    return pattern.fold(
        new Pattern.Cases<>(
            tree -> false,
            exact -> false,
            prefix -> false,
            socket -> socket.endpoint().equals(destination),
            url ->
                url.host().equals(destination.host())
                    && (url.port() == null || url.port() == destination.port())
                    && path != null
                    && coversPath(UrlPath.canonical(url.path()), UrlPath.canonical(path)),
            certificate -> false,
            fingerprint -> false));
  }

  private static boolean coversPath(String prefix, String path) {
    return prefix.length() > 1
        && (path.equals(prefix)
            || (prefix.endsWith("/") && path.startsWith(prefix))
            || path.startsWith(prefix + "/")
            || path.startsWith(prefix + "?")
            || path.startsWith(prefix + ";")
            || path.startsWith(prefix + "#"));
  }

  private static Set<Pattern> patterns(SplittableRandom random, int count) {
    Set<Pattern> patterns = new HashSet<>();
    for (int i = 0; i < count; i++) {
      patterns.add(pattern(random));
    }
    return patterns;
  }

  private static Pattern pattern(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> new Pattern.Socket(new Endpoint(host(random), port(random)));
      case 2 -> new Pattern.Certificate(new CertificateFingerprint(hex(random, 40)));
      case 3 -> new Pattern.Fingerprint(TlsClientFingerprint.parse(hex(random, 32)).orElseThrow());
      default ->
          new Pattern.Url(
              host(random),
              random.nextBoolean() ? null : port(random),
              "/" + "ab?%;\u00e9\u20ac\0".charAt(random.nextInt(8)) + segments(random));
    };
  }

  private static Host host(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> IpAddress.v4(0xc000_0200 | random.nextInt(2));
      case 1 -> IpAddress.v6(0x2001_0db8L << 32, random.nextInt(2));
      default -> new HostName(random.nextBoolean() ? "a.example" : "b.a.example");
    };
  }

  private static int port(SplittableRandom random) {
    return random.nextBoolean() ? 80 : 40_443;
  }

  private static String segments(SplittableRandom random) {
    StringBuilder path = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(8) == 0 ? 40 : 5); i > 0; i--) {
      switch (random.nextInt(24)) {
        case 0 -> path.append("%61");
        case 1 -> path.append("%2e");
        case 2 -> path.append("\u20ac");
        case 3 -> path.append("%00");
        default -> path.append("aaaabb///.?#;".charAt(random.nextInt(13)));
      }
    }
    return path.toString();
  }

  private static String hex(SplittableRandom random, int digits) {
    return "ab".repeat(digits / 2 - 1) + (random.nextInt(90) + 10);
  }
}
