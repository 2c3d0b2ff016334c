package io.sekisho.rules.match.name;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.match.table.HashKey;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostWalkTest {
  private static final HashKey KEY = new HashKey(1, 2, 3, 4);

  private final HostWalk walk = new HostWalk(KEY);
  private final HostWalk other = new HostWalk(KEY);

  @Test
  void labelsComeFromTheRight() {
    walk.to("www.Bad.example.");

    assertThat(walk.has(3)).isTrue();
    assertThat(walk.has(4)).isFalse();
    assertThat(walk.host()).hasToString("www.bad.example").hasSize(15);
    assertThat(walk.start(1)).isEqualTo(8);
    assertThat(walk.start(2)).isEqualTo(4);
    assertThat(walk.start(3)).isZero();
    assertThat(walk.host().subSequence(walk.start(2), 15)).hasToString("bad.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "com",
        "a.b",
        "www.example.com",
        "a-label-of-24-characters.example",
        "..x"
      })
  void textAndBytesOfAHostAreTheSameInAnyCase(String host) {
    other.to(CharBuffer.wrap(host));
    for (String before : List.of("", "[", "other.net", "[".repeat(40))) {
      String line = before + host.toUpperCase(Locale.ROOT) + "]]]]]]]]]";
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      walk.to(bytes, before.length(), before.length() + host.length());

      assertThat(walk.labels()).isEqualTo(other.labels());
      for (int i = 1; i <= walk.labels(); i++) {
        assertThat(walk.hash(i)).isEqualTo(other.hash(i));
        assertThat(walk.start(i)).isEqualTo(other.start(i));
      }
      assertThat(walk.host().toString()).isEqualTo(other.host().toString());
    }
  }

  @Test
  void differentSuffixesHaveDifferentHashes() {
    RandomNames random = new RandomNames(7);
    Map<Long, String> suffixes = new HashMap<>();

    for (int i = 0; i < 50_000; i++) {
      String host = random.name();
      walk.to(host);
      for (int labels = 1; walk.has(labels); labels++) {
        String suffix = host.substring(walk.start(labels));
        String same = suffixes.putIfAbsent(walk.hash(labels), suffix);
        assertThat(same == null || same.equals(suffix)).as(suffix).isTrue();
      }
    }
  }

  @Test
  void whereALabelEndsCounts() {
    Set<Long> hashes = new HashSet<>();

    for (String host : new String[] {"abcd", "a.bcd", "ab.cd", "abc.d", "a.b.c.d", ".abcd"}) {
      walk.to(host);
      hashes.add(walk.hash(walk.labels()));
    }

    assertThat(hashes).hasSize(6);
  }

  @Test
  void anotherKeyGivesOtherHashes() {
    HostWalk keyed = new HostWalk(new HashKey(1, 2, 3, 8));

    walk.to("bad.example").labels();
    keyed.to("bad.example").labels();

    assertThat(walk.hash(2)).isNotEqualTo(keyed.hash(2));
  }

  @Test
  void aHostLongerThanANameHasNoLabels() {
    assertThat(walk.to("a".repeat(253)).has(1)).isTrue();
    assertThat(walk.to("a".repeat(253) + ".").has(1)).isTrue();
    assertThat(walk.to("a".repeat(254)).has(1)).isFalse();
    assertThat(walk.to("a".repeat(1_000)).has(1)).isFalse();
    assertThat(walk.to(new byte[1_000], 0, 1_000).has(1)).isFalse();
  }
}
