package io.sekisho.rules.feed.format.stix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StixPatternTest {
  /** Alternatives stand between bars, comparisons that belong together between plus signs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "[a:b = 'c']                                    @ a:b=c",
        "[a:b='c']                                      @ a:b=c",
        "  [ a:b == 'c' ]                               @ a:b=c",
        "[a:b = 'it\\'s \\\\']                          @ a:b=it's \\",
        "[a:b.'x y'.c[*].d[0] = 'c']                    @ a:b.'x y'.c[*].d[0]=c",
        "[a:b = 443 OR a:b = true]                      @ a:b=443 | a:b=true",
        "[a:b IN ('c', 'd')]                            @ a:b=c | a:b=d",
        "[a:b ISSUBSET '192.0.2.0/24']                  @ a:b<192.0.2.0/24",
        "[a:b = 'c' AND d:e = 'f']                      @ a:b=c + d:e=f",
        "[a:b = 'c' OR d:e = 'f' AND g:h = 'i']         @ a:b=c | d:e=f + g:h=i",
        "[(a:b = 'c' OR d:e = 'f') AND g:h = 'i']       @ a:b=c + g:h=i | d:e=f + g:h=i",
        "[a:b = 'c' AND g:h IN (1,2)]                   @ a:b=c + g:h=1 | a:b=c + g:h=2",
        "[a:b = 'c'] OR [d:e = 'f']                     @ a:b=c | d:e=f",
        "([a:b = 'c'] OR ([d:e = 'f']))                 @ a:b=c | d:e=f",
        "[a:b LIKE '%c' OR a:b NOT = 'c']               @ a:b? | a:b?",
        "[a:b != 'c' AND a:b > 5 AND a:b MATCHES 'x']   @ a:b? + a:b? + a:b?",
        "[EXISTS a:b]                                   @ a:b?",
        "[a:b NOT IN ('c','d')]                         @ a:b?",
        "[a:b = 'c'] AND [d:e = 'f']                    @ COMPOSITE",
        "[a:b = 'c'] FOLLOWEDBY [d:e = 'f']             @ COMPOSITE",
        "([a:b = 'c'] AND [d:e = 'f'])                  @ COMPOSITE",
        "[a:b = 'c'] WITHIN 5 SECONDS                   @ UNSUPPORTED",
        "[a:b = 'c'] REPEATS 5 TIMES                    @ UNSUPPORTED",
        "[a:b = 'c'] START t'2026-01-01T00:00:00Z' STOP t'2026-01-02T00:00:00Z' @ UNSUPPORTED",
        "[a:b = t'2026-01-01T00:00:00Z']                @ UNSUPPORTED",
        "[a:b = h'ff']                                  @ UNSUPPORTED",
        "[a:b = 'c'                                     @ BROKEN",
        "[a:b = 'c]                                     @ BROKEN",
        "a:b = 'c'                                      @ BROKEN",
        "[a:b 'c']                                      @ BROKEN",
        "[a:b = ]                                       @ BROKEN",
        "[a = 'c']                                      @ BROKEN",
        "[a:b = 'c'] x                                  @ BROKEN",
        "[a:b = 'c' OR]                                 @ BROKEN",
        "[a:b IN ('c' 'd')]                             @ BROKEN",
        "[a:b IN ()]                                    @ BROKEN",
        "[]                                             @ BROKEN",
        "``                                             @ BROKEN",
        "evil.example                                   @ BROKEN",
      })
  void aPatternIsAlternativesOrNothing(String pattern, String expected) {
    assertThat(shown(StixPattern.parse(pattern))).isEqualTo(expected);
  }

  @Test
  void sizeAndDepthAreBounded() {
    String comparison = "a:b='c'";
    String any = "[" + comparison + (" OR " + comparison).repeat(2_000) + "]";
    String all = "[" + ("(" + comparison + " OR " + comparison + ") AND ").repeat(20) + "a:b='c']";
    String deep = "[" + "(".repeat(100_000) + comparison + ")".repeat(100_000) + "]";
    String set = "[a:b IN ('c'" + ",'c'".repeat(5_000) + ")]";

    assertThat(shown(StixPattern.parse(any))).isEqualTo("UNSUPPORTED");
    assertThat(shown(StixPattern.parse(all))).isEqualTo("UNSUPPORTED");
    assertThat(shown(StixPattern.parse(deep))).isEqualTo("UNSUPPORTED");
    assertThat(shown(StixPattern.parse(set))).isEqualTo("BROKEN");
  }

  @Test
  void whateverIsWrittenThereIsAnAnswer() {
    SplittableRandom random = new SplittableRandom(20_261_123);
    List<String> parts =
        List.of(
            "[", "]", "(", ")", "a:b", "'", "'c'", "=", "IN", "AND", "OR", "NOT", "\\", ".'", "[*]",
            ",", "!", "<", "1", "t'", "EXISTS", "START", " ", "é", "\0");

    for (int round = 0; round < 50_000; round++) {
      String text =
          random
              .ints(random.nextInt(1, 14), 0, parts.size())
              .mapToObj(parts::get)
              .collect(Collectors.joining(random.nextBoolean() ? " " : ""));

      assertThat(shown(StixPattern.parse(text))).as(text).isNotEmpty();
    }
  }

  private static String shown(StixPattern pattern) {
    return pattern.fold(
        anyOf ->
            anyOf.alternatives().stream()
                .map(all -> all.stream().map(StixPatternTest::shown).collect(joining(" + ")))
                .collect(joining(" | ")),
        refused -> refused.why().name());
  }

  private static Collector<CharSequence, ?, String> joining(String between) {
    return Collectors.joining(between);
  }

  private static String shown(StixComparison c) {
    String path = c.object() + ":" + c.property();
    return switch (c.operator()) {
      case EQUALS -> path + "=" + c.value();
      case SUBSET -> path + "<" + c.value();
      case OTHER -> path + "?";
    };
  }
}
