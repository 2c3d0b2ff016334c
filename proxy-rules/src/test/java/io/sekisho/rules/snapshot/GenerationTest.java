package io.sekisho.rules.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Match;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.FeedIndex;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GenerationTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final LiveRules rules = new LiveRules(now::get);

  @Test
  void whatNoFeedNamesIsClean() {
    rules.replace(feed("one", claim("one", subTree("bad.example"), 50)));

    assertThat(rules.decide(evidence(connect("good.example")))).isSameAs(Verdict.clean());
    assertThat(rules.decide(new Evidence(List.of()))).isSameAs(Verdict.clean());
  }

  @Test
  void oneListedClueMakesTheFlowHostile() {
    rules.replace(feed("one", claim("one", subTree("bad.example"), 50)));

    Verdict verdict = rules.decide(evidence(connect("good.example"), sni("a.bad.example")));

    assertThat(verdict).isInstanceOf(Verdict.Hostile.class);
    assertThat(texts(verdict)).containsExactly("SNI one *.bad.example");
  }

  @Test
  void theMostSpecificMatchDecidesAndAllAreReported() {
    rules.replace(
        feed(
            "wide",
            claim("wide", subTree("example"), 99),
            claim("wide", addresses("192.0.2.7"), 99),
            claim("wide", addresses("192.0.2.0/24"), 99)));
    rules.replace(
        feed(
            "deep",
            claim("deep", subTree("bad.example"), 10),
            claim("deep", exact("bad.example"), 10),
            claim("deep", new Pattern.Socket(connect("bad.example").destination()), 10)));

    Verdict verdict = rules.decide(evidence(resolved("192.0.2.7"), connect("bad.example")));

    assertThat(texts(verdict))
        .containsExactly(
            "CONNECT_TARGET deep bad.example:443",
            "CONNECT_TARGET deep bad.example",
            "CONNECT_TARGET deep *.bad.example",
            "CONNECT_TARGET wide *.example",
            "RESOLVED_ADDRESS wide 192.0.2.7",
            "RESOLVED_ADDRESS wide 192.0.2.0/24");
  }

  @Test
  void ofEquallySpecificMatchesTheSurerDecidesThenTheEarlierFeed() {
    rules.replace(feed("first", claim("first", subTree("bad.example"), 50)));
    rules.replace(feed("second", claim("second", subTree("bad.example"), 50)));
    rules.replace(feed("sure", claim("sure", subTree("bad.example"), 51)));

    Verdict verdict = rules.decide(evidence(connect("bad.example")));

    assertThat(texts(verdict))
        .containsExactly(
            "CONNECT_TARGET sure *.bad.example",
            "CONNECT_TARGET first *.bad.example",
            "CONNECT_TARGET second *.bad.example");
  }

  @Test
  void aNeverBlockEntryExemptsTheClueItCovers() {
    rules.replace(feed("one", claim("one", subTree("example"), 50)));
    rules.neverBlock(neverBlock(subTree("good.example")));

    Verdict verdict = rules.decide(evidence(connect("www.good.example")));

    assertThat(exemptions(verdict)).containsExactly("CONNECT_TARGET never-block *.good.example");
    assertThat(texts(verdict)).containsExactly("CONNECT_TARGET one *.example");
  }

  @Test
  void aNeverBlockEntryAloneIsClean() {
    rules.neverBlock(neverBlock(subTree("good.example")));

    assertThat(rules.decide(evidence(connect("good.example")))).isSameAs(Verdict.clean());
  }

  @Test
  void theAddressesOfAnExemptNameAreExemptWithIt() {
    rules.replace(feed("one", claim("one", addresses("192.0.2.7"), 50)));
    rules.neverBlock(neverBlock(subTree("good.example")));

    Verdict verdict = rules.decide(evidence(connect("good.example"), resolved("192.0.2.7")));

    assertThat(exemptions(verdict)).containsExactly("CONNECT_TARGET never-block *.good.example");
    assertThat(texts(verdict)).containsExactly("RESOLVED_ADDRESS one 192.0.2.7");
  }

  @ParameterizedTest
  @EnumSource(names = {"SNI", "HOST", "LOOKUP"})
  void anExemptNameThatIsOnlyClaimedCoversNothingElse(Clue.Kind kind) {
    rules.replace(
        feed(
            "one", claim("one", addresses("192.0.2.7"), 50), claim("one", subTree("example"), 50)));
    rules.neverBlock(neverBlock(subTree("good.example")));

    Verdict byAddress = rules.decide(evidence(clue(kind, "good.example"), resolved("192.0.2.7")));
    Verdict byName = rules.decide(evidence(clue(kind, "good.example"), connect("bad.example")));

    assertThat(byAddress).isInstanceOf(Verdict.Hostile.class);
    assertThat(texts(byAddress)).containsExactly("RESOLVED_ADDRESS one 192.0.2.7");
    assertThat(texts(byName)).containsExactly("CONNECT_TARGET one *.example");
  }

  @Test
  void aDialledNameThatIsNotExemptKeepsItsAddressesJudged() {
    rules.replace(feed("one", claim("one", addresses("192.0.2.7"), 50)));
    rules.neverBlock(neverBlock(subTree("good.example")));
    Clue other = clue(Clue.Kind.REQUEST_TARGET, "other.example");

    Verdict verdict = rules.decide(evidence(connect("good.example"), other, resolved("192.0.2.7")));

    assertThat(verdict).isInstanceOf(Verdict.Hostile.class);
  }

  @Test
  void anAddressLiteralIsNotExemptByAnotherAddressInIt() {
    rules.replace(feed("one", claim("one", addresses("192.0.2.7"), 50)));
    rules.neverBlock(neverBlock(addresses("8.8.8.8")));

    Verdict verdict = rules.decide(evidence(connect("[2001:0:808:808:0:0:3fff:fdf8]")));

    assertThat(verdict).isInstanceOf(Verdict.Hostile.class);
  }

  @Test
  void anExemptEmbeddedAddressIsExemptInEverySpelling() {
    rules.replace(feed("one", claim("one", addresses("192.0.2.7"), 50)));
    rules.neverBlock(neverBlock(addresses("192.0.2.7")));

    Verdict verdict = rules.decide(evidence(connect("[64:ff9b::192.0.2.7]")));

    assertThat(verdict).isInstanceOf(Verdict.Exempt.class);
  }

  @Test
  void anExemptAddressIsExemptWithWhatIsEmbeddedInIt() {
    rules.replace(feed("one", claim("one", addresses("192.0.2.7"), 50)));
    rules.neverBlock(neverBlock(addresses("64:ff9b::/96")));

    Verdict verdict = rules.decide(evidence(connect("[64:ff9b::192.0.2.7]")));

    assertThat(verdict).isInstanceOf(Verdict.Exempt.class);
  }

  @Test
  void anIndicatorStopsCountingWhenItExpires() {
    Indicator claim =
        new Indicator(subTree("bad.example"), "one", 1, null, 50, NOW.plusSeconds(60));
    rules.replace(feed("one", claim));

    Verdict before = rules.decide(evidence(connect("bad.example")));
    now.set(NOW.plusSeconds(60));
    Verdict after = rules.decide(evidence(connect("bad.example")));

    assertThat(before).isInstanceOf(Verdict.Hostile.class);
    assertThat(after).isSameAs(Verdict.clean());
  }

  @Test
  void oneMatchIsReportedOnce() {
    rules.replace(feed("one", claim("one", addresses("192.0.2.7"), 50)));

    Verdict verdict = rules.decide(evidence(connect("[2001:0:c000:207:0:0:3fff:fdf8]")));

    assertThat(texts(verdict)).hasSize(1);
  }

  @Test
  void theHostileProbeIsHostileWhateverTheRulesSay() {
    rules.neverBlock(neverBlock(subTree("invalid"), exact("c2-test.sekisho.invalid")));
    FeedIndex.Builder excepting = FeedIndex.builder("built-in");
    excepting.except(subTree("sekisho.invalid"), 1);
    rules.replace(excepting.build());
    rules.remove("built-in");

    Verdict verdict = rules.decide(evidence(sni("x.c2-test.sekisho.invalid")));

    assertThat(verdict).isInstanceOf(Verdict.Hostile.class);
    assertThat(texts(verdict)).containsExactly("SNI built-in *.c2-test.sekisho.invalid");
  }

  @Test
  void theCleanProbeIsCleanWhateverTheRulesSay() {
    rules.replace(
        feed(
            "one",
            claim("one", subTree("invalid"), 50),
            claim("one", exact("clean-test.sekisho.invalid"), 50)));

    assertThat(rules.decide(evidence(connect("clean-test.sekisho.invalid"))))
        .isSameAs(Verdict.clean());
  }

  @Test
  void theCleanProbeHidesNoOtherClue() {
    rules.replace(feed("one", claim("one", subTree("bad.example"), 50)));

    Verdict verdict =
        rules.decide(evidence(connect("clean-test.sekisho.invalid"), sni("bad.example")));

    assertThat(verdict).isInstanceOf(Verdict.Hostile.class);
  }

  private static List<String> texts(Verdict verdict) {
    List<Match> matches =
        verdict.fold(
            clean -> List.of(),
            exempt -> exempt.overruled(),
            suspect -> suspect.matches(),
            hostile -> hostile.matches());
    return inWords(matches);
  }

  private static List<String> exemptions(Verdict verdict) {
    return inWords(
        verdict.fold(
            clean -> List.of(),
            exempt -> exempt.exemptions(),
            suspect -> List.of(),
            hostile -> List.of()));
  }

  private static List<String> inWords(List<Match> matches) {
    return matches.stream()
        .map(m -> m.clue().kind() + " " + m.indicator().feed() + " " + m.indicator().pattern())
        .toList();
  }

  private static FeedIndex feed(String name, Indicator... claims) {
    FeedIndex.Builder builder = FeedIndex.builder(name);
    List.of(claims).forEach(builder::add);
    return builder.build();
  }

  private static FeedIndex neverBlock(Pattern... patterns) {
    FeedIndex.Builder builder = FeedIndex.builder(Generation.NEVER_BLOCK);
    for (Pattern pattern : patterns) {
      builder.add(claim(Generation.NEVER_BLOCK, pattern, 100));
    }
    return builder.build();
  }

  private static Indicator claim(String feed, Pattern pattern, int confidence) {
    return new Indicator(pattern, feed, 1, null, confidence, null);
  }

  private static Evidence evidence(Clue... clues) {
    return Evidence.of(clues);
  }

  private static Clue connect(String host) {
    return clue(Clue.Kind.CONNECT_TARGET, host);
  }

  private static Clue sni(String host) {
    return clue(Clue.Kind.SNI, host);
  }

  private static Clue resolved(String host) {
    return clue(Clue.Kind.RESOLVED_ADDRESS, host);
  }

  private static Clue clue(Clue.Kind kind, String host) {
    return new Clue(kind, Endpoint.parseWithDefaultPort(host, 443).orElseThrow());
  }

  private static Pattern subTree(String name) {
    return new Pattern.SubTree(new HostName(name));
  }

  private static Pattern exact(String name) {
    return new Pattern.ExactName(new HostName(name));
  }

  private static Pattern addresses(String prefix) {
    return new Pattern.Addresses(AddressPrefix.parse(prefix).orElseThrow());
  }
}
