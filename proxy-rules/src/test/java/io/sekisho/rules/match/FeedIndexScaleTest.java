package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One feed of a million real names. */
final class FeedIndexScaleTest {
  private static final Path DATA = Path.of(System.getProperty("sekisho.data", "absent"));
  private static final Path NAMES = DATA.resolve("derived/maltrail-domains-unique.txt.gz");
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private static List<String> names = List.of();
  private static FeedIndex index = FeedIndex.builder("absent").build();

  @BeforeAll
  static void buildOnce() throws IOException {
    assumeTrue(Files.exists(NAMES), "no data");
    names = lines(NAMES);
    index = build(names);
  }

  @Test
  void everyListedNameAndEveryNameBelowItMatches() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      HostName listed = new HostName(names.get(random.nextInt(names.size())));
      HostName below = new HostName(Integer.toString(random.nextInt(1 << 20), 36) + "." + listed);

      assertThat(matches(listed)).extracting(FeedIndexScaleTest::name).contains(listed);
      assertThat(matches(below)).extracting(FeedIndexScaleTest::name).contains(listed);
    }
  }

  @Test
  void noBenignNameMatchesUnlessItOrAParentIsListed() throws IOException {
    Set<String> listed = new HashSet<>(names);
    int listedBenign = 0;
    Set<HostName> benign = benignNames();

    for (HostName name : benign) {
      boolean expected = isListed(listed, name.ascii());
      listedBenign += expected ? 1 : 0;

      assertThat(!matches(name).isEmpty()).as("%s", name).isEqualTo(expected);
    }

    assertThat(benign).hasSizeGreaterThan(100_000);
    assertThat(listedBenign).isLessThan(benign.size() / 50);
  }

  @Test
  void anEntryTakesAtMostThirtyTwoBytesWithAllThatIsClaimed() {
    double bytes = (double) index.bytes() / index.entries();

    assertThat(bytes).isBetween(15.0, 32.0);
  }

  private static List<Indicator> matches(HostName name) {
    List<Indicator> found = new ArrayList<>();
    Clue clue = new Clue(Clue.Kind.LOOKUP, new Endpoint(name, 443));
    Query.formsOf(clue).forEach(form -> index.collect(form, NOW, found));
    return found;
  }

  private static HostName name(Indicator indicator) {
    return indicator
        .pattern()
        .fold(
            new Pattern.Cases<>(
                Pattern.SubTree::name,
                Pattern.ExactName::name,
                prefix -> unexpected(prefix),
                socket -> unexpected(socket),
                url -> unexpected(url),
                certificate -> unexpected(certificate),
                fingerprint -> unexpected(fingerprint)));
  }

  private static HostName unexpected(Pattern pattern) {
    throw new AssertionError(pattern);
  }

  private static FeedIndex build(List<String> names) {
    FeedIndex.Builder builder = FeedIndex.builder("names");
    int line = 0;
    for (String name : names) {
      Pattern pattern = new Pattern.SubTree(new HostName(name));
      builder.add(new Indicator(pattern, "names", ++line, "malware", 90, NOW.plusSeconds(60)));
    }
    return builder.build();
  }

  private static boolean isListed(Set<String> listed, String name) {
    int dot = name.indexOf('.');
    return listed.contains(name) || (dot >= 0 && isListed(listed, name.substring(dot + 1)));
  }

  private static Set<HostName> benignNames() throws IOException {
    Set<HostName> benign = new HashSet<>();
    for (String line : lines(DATA.resolve("benign/tranco-100k-urls.csv.gz"))) {
      String url = line.substring(0, Math.max(0, line.indexOf(',')));
      addName(url.substring(url.lastIndexOf('/') + 1), benign);
    }
    try (DirectoryStream<Path> lists =
        Files.newDirectoryStream(DATA.resolve("benign/misp-warninglists"))) {
      for (Path list : lists) {
        addWarningList(list, benign);
      }
    }
    return benign;
  }

  /**
   * The entries of a warning list that are names; those that begin with a dot name what is below.
   */
  private static void addWarningList(Path file, Set<HostName> benign) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(open(file))) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_STRING && json.getParsingContext().inArray()) {
          String text = json.getText();
          addName(text.startsWith(".") ? text.substring(1) : text, benign);
        }
      }
    }
  }

  private static void addName(String text, Set<HostName> benign) {
    HostName.parse(text).accepted().ifPresent(benign::add);
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
  }
}
