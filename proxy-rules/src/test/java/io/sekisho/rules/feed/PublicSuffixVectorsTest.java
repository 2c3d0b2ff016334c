package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sekisho.rules.feed.format.GuardFormats;
import io.sekisho.rules.guard.Coverage;
import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.guard.GuardReason;
import io.sekisho.rules.guard.GuardSettings;
import io.sekisho.rules.guard.SuffixGuard;
import io.sekisho.rules.guard.Target;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published list, and the vectors that its publishers test implementations with. */
final class PublicSuffixVectorsTest {
  private static final String LIST = "benign/public_suffix_list.dat.gz";

  /**
   * Sections of the list that said more when the vectors were written, and lines of the vectors.
   */
  private static final int VECTORS = 70;

  @Test
  void everyVectorGivesItsRegistrableDomain() throws IOException {
    SuffixGuard suffixes = published();
    int checked = 0;

    for (String line : Files.readAllLines(file("benign/psl-tests.txt"))) {
      String[] words = line.strip().split("\\s+", -1);
      Optional<HostName> name =
          line.startsWith("//") ? Optional.empty() : HostName.parse(words[0]).accepted();
      if (name.isPresent() && !words[0].startsWith(".")) {
        String wanted =
            words[1].equals("null") ? "null" : HostName.parse(words[1]).orElseThrow().ascii();
        assertThat(registrable(suffixes, name.get())).as(line).isEqualTo(wanted);
        checked++;
      }
    }

    assertThat(checked).isGreaterThanOrEqualTo(VECTORS);
  }

  /** The name right below the suffix; or the exception, whose siblings are suffixes. */
  private static String registrable(SuffixGuard suffixes, HostName name) {
    if (suffixes.isSuffix(name)) {
      return "null";
    }
    HostName parent = new HostName(name.ascii().substring(name.ascii().indexOf('.') + 1));
    HostName sibling = new HostName("another." + parent);
    return suffixes.isSuffix(parent) || suffixes.isSuffix(sibling)
        ? name.ascii()
        : registrable(suffixes, parent);
  }

  @ParameterizedTest
  @CsvSource({
    "duckdns.org,       true,  true",
    "evil.duckdns.org,  false, false",
    "github.io,         true,  true",
    "co.uk,             true,  true",
    "zip,               true,  true",
    "unheard-of,        true,  true",
    "amazonaws.com,     false, true",
    "kobe.jp,           false, true",
    "x.kobe.jp,         true,  true",
    "city.kobe.jp,      false, false",
    "xn--55qx5d.cn,     true,  true",
    "a.xn--55qx5d.cn,   false, false",
    "google.com,        false, false"
  })
  void aSuffixIsNotTakenNorWhatHoldsOne(String name, boolean exact, boolean subTree)
      throws IOException {
    SuffixGuard suffixes = published();
    HostName host = new HostName(name);

    assertThat(hits(suffixes, new Pattern.ExactName(host))).isEqualTo(exact);
    assertThat(hits(suffixes, new Pattern.SubTree(host))).isEqualTo(subTree);
    assertThat(hits(suffixes, new Pattern.Url(host, null, "/a"))).isFalse();
  }

  private static boolean hits(SuffixGuard suffixes, Pattern pattern) {
    return Target.of(pattern).flatMap(suffixes::hitBy).isPresent();
  }

  private static SuffixGuard published() throws IOException {
    FeedCopy copy = new FeedCopy(LIST, Files.readAllBytes(file(LIST)), Instant.EPOCH);
    return GuardLists.suffixes(
        copy,
        GuardFormats.PUBLIC_SUFFIXES,
        new GuardSettings(LIST, GuardReason.PUBLIC_SUFFIX, GuardEffect.SUPPRESS, Coverage.NAMES));
  }

  private static Path file(String name) {
    Path file = Path.of(System.getProperty("sekisho.data", "absent")).resolve(name);
    assumeTrue(Files.exists(file), "no data");
    return file;
  }
}
