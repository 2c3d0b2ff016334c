package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FeedIndexTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private final FeedIndex.Builder feed = FeedIndex.builder("feed");

  @Test
  void aSubTreeMatchesItsNameAndWhatIsBelow() {
    feed.add(indicator(subTree("bad.example"), 7));

    FeedIndex index = feed.build();

    assertThat(matches(index, "bad.example")).containsExactly("7 *.bad.example");
    assertThat(matches(index, "a.b.bad.example")).containsExactly("7 *.bad.example");
    assertThat(matches(index, "notbad.example")).isEmpty();
    assertThat(matches(index, "example")).isEmpty();
  }

  @Test
  void anExactNameMatchesItselfAlone() {
    feed.add(indicator(exact("bad.example"), 1));

    FeedIndex index = feed.build();

    assertThat(matches(index, "bad.example")).containsExactly("1 bad.example");
    assertThat(matches(index, "a.bad.example")).isEmpty();
  }

  @Test
  void whatConcernsAHostIsItsEndpointsAndUrlsByLine() {
    feed.add(indicator(new Pattern.Url(host("bad.example"), null, "/gate.php"), 3));
    feed.add(indicator(new Pattern.Socket(endpoint("bad.example:8080")), 2));
    feed.add(indicator(new Pattern.Socket(endpoint("a.bad.example:8080")), 1));
    feed.add(indicator(subTree("bad.example"), 4));

    List<Indicator> concerning = feed.build().concerning(host("bad.example"));

    assertThat(concerning).extracting(Indicator::line).containsExactly(2, 3);
  }

  @Test
  void namesComeMostSpecificFirst() {
    feed.add(indicator(subTree("example"), 1));
    feed.add(indicator(subTree("a.bad.example"), 2));
    feed.add(indicator(exact("a.bad.example"), 3));
    feed.add(indicator(new Pattern.Socket(endpoint("a.bad.example:443")), 4));
    feed.add(indicator(subTree("bad.example"), 5));

    FeedIndex index = feed.build();

    assertThat(matches(index, "a.bad.example"))
        .containsExactly(
            "4 a.bad.example:443",
            "3 a.bad.example",
            "2 *.a.bad.example",
            "5 *.bad.example",
            "1 *.example");
  }

  @Test
  void addressesComeFromTheLongestPrefixDown() {
    feed.add(indicator(addresses("192.0.2.0/24"), 1));
    feed.add(indicator(addresses("192.0.2.7"), 2));
    feed.add(indicator(addresses("0.0.0.0/0"), 3));
    feed.add(indicator(new Pattern.Socket(endpoint("192.0.2.7:443")), 4));

    FeedIndex index = feed.build();

    assertThat(matches(index, "192.0.2.7"))
        .containsExactly("4 192.0.2.7:443", "2 192.0.2.7", "1 192.0.2.0/24", "3 0.0.0.0/0");
    assertThat(matches(index, "[::1]")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "::ffff:192.0.2.7",
    "2002:c000:207::1",
    "64:ff9b::192.0.2.7",
    "2001:0:808:808:0:0:3fff:fdf8"
  })
  void anEmbeddedAddressMatchesAsItself(String spelling) {
    feed.add(indicator(addresses("192.0.2.0/24"), 1));
    feed.add(indicator(new Pattern.Socket(endpoint("192.0.2.7:443")), 2));

    FeedIndex index = feed.build();

    assertThat(matches(index, "[" + spelling + "]"))
        .containsExactly("2 192.0.2.7:443", "1 192.0.2.0/24");
  }

  @Test
  void anEndpointMatchesItsPortAlone() {
    feed.add(indicator(new Pattern.Socket(endpoint("bad.example:8080")), 1));

    FeedIndex index = feed.build();

    assertThat(matches(index, "bad.example:8080")).containsExactly("1 bad.example:8080");
    assertThat(matches(index, "bad.example:443")).isEmpty();
    assertThat(matches(index, "a.bad.example:8080")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "/gate, /gate, true",
        "/gate, /gate/x, true",
        "/gate, /gate?id=1, true",
        "/gate, /gate#x, true",
        "/gate, /gates, false",
        "/gate, /gat, false",
        "/gate, /Gate, false",
        "/gate, none, false",
        "/dir/, /dir/x, true",
        "/dir/, /dir, false",
        "/a/gate, /%61/g%61te, true",
        "/%61/gate, /a/gate, true",
        "/a/gate, //a///gate, true",
        "/a/gate, /./a/x/../gate, true",
        "/a/gate, /%2e/a/%2E%2e/a%2Fgate, true",
        "/a/gate, /../../a/gate/., true",
        "/a/gate, /a/x/gate, false",
        "/a/gate, /a/%2561ate, false",
        "/a/gate, /a/gate/.., false",
        "/gate?id=1, /gate?%69d=1&x, false",
        "/gate?id=1, //gate?%69d=1, true",
        "/gate, /gate%, false",
        "/gate%zz, /gate%zz, true",
        "/dir/, /dir/x/.., true",
        "/./, /x, false",
        "//, //, false"
      })
  void aUrlMatchesAtTheBoundariesOfItsPath(
      String listed, @Nullable String visited, boolean expected) {
    feed.add(indicator(new Pattern.Url(host("bad.example"), null, listed), 1));
    Clue clue = new Clue(Clue.Kind.REQUEST_TARGET, endpoint("bad.example:80"), visited);

    List<Indicator> found = collect(feed.build(), clue);

    assertThat(!found.isEmpty()).isEqualTo(expected);
  }

  @Test
  void aUrlWithAPortMatchesThatPortAlone() {
    feed.add(indicator(new Pattern.Url(host("bad.example"), 8080, "/gate"), 1));
    FeedIndex index = feed.build();

    List<Indicator> onItsPort =
        collect(index, new Clue(Clue.Kind.LOOKUP, endpoint("bad.example:8080"), "/gate"));
    List<Indicator> onAnother =
        collect(index, new Clue(Clue.Kind.LOOKUP, endpoint("bad.example:80"), "/gate"));

    assertThat(onItsPort).hasSize(1);
    assertThat(onAnother).isEmpty();
  }

  @Test
  void anExpiredIndicatorNeverMatches() {
    for (Pattern pattern :
        List.of(
            subTree("bad.example"),
            exact("bad.example"),
            new Pattern.Socket(endpoint("bad.example:443")),
            addresses("192.0.2.7"))) {
      feed.add(new Indicator(pattern, "feed", 1, null, 50, NOW));
    }

    FeedIndex index = feed.build();

    assertThat(matches(index, "bad.example")).isEmpty();
    assertThat(matches(index, "192.0.2.7")).isEmpty();
    assertThat(index.entries()).isEqualTo(4);
  }

  @Test
  void ofRepeatedClaimsTheOneValidForLongestIsKept() {
    for (Pattern pattern : List.of(subTree("bad.example"), addresses("192.0.2.7"))) {
      feed.add(new Indicator(pattern, "feed", 1, "old", 99, NOW.plusSeconds(1)));
      feed.add(new Indicator(pattern, "feed", 2, "lasting", 10, null));
      feed.add(new Indicator(pattern, "feed", 3, "surer", 20, null));
      feed.add(new Indicator(pattern, "feed", 4, "again", 20, null));
      feed.add(new Indicator(pattern, "feed", 5, "short", 99, NOW.plusSeconds(2)));
    }

    FeedIndex index = feed.build();

    assertThat(matches(index, "bad.example")).containsExactly("3 *.bad.example");
    assertThat(matches(index, "192.0.2.7")).containsExactly("3 192.0.2.7");
    assertThat(index.entries()).isEqualTo(2);
  }

  @Test
  void anExceptionHidesWhatItCoversAndNothingElse() {
    feed.add(indicator(subTree("bad.example"), 1));
    feed.add(indicator(addresses("192.0.2.0/24"), 2));
    feed.except(subTree("good.bad.example"), 3);
    feed.except(addresses("192.0.2.7"), 4);

    FeedIndex index = feed.build();

    assertThat(matches(index, "x.good.bad.example")).isEmpty();
    assertThat(matches(index, "bad.example")).hasSize(1);
    assertThat(matches(index, "192.0.2.7")).isEmpty();
    assertThat(matches(index, "[64:ff9b::192.0.2.7]")).isEmpty();
    assertThat(matches(index, "192.0.2.8")).hasSize(1);
    assertThat(index.exceptions()).isEqualTo(2);
    assertThat(index.entries()).isEqualTo(2);
  }

  @Test
  void anExceptionForOneEmbeddedAddressDoesNotHideTheOther() {
    feed.add(indicator(addresses("192.0.2.7"), 1));
    feed.except(addresses("8.8.8.8"), 2);

    FeedIndex index = feed.build();

    assertThat(matches(index, "[2001:0:808:808:0:0:3fff:fdf8]")).hasSize(1);
  }

  @Test
  void anExceptionForAnAddressHidesWhatIsEmbeddedInIt() {
    feed.add(indicator(addresses("192.0.2.7"), 1));
    feed.except(addresses("64:ff9b::/96"), 2);

    FeedIndex index = feed.build();

    assertThat(matches(index, "[64:ff9b::192.0.2.7]")).isEmpty();
    assertThat(matches(index, "192.0.2.7")).hasSize(1);
  }

  @Test
  void countsNameEveryKind() {
    feed.add(indicator(subTree("bad.example"), 1));
    feed.add(indicator(addresses("192.0.2.7"), 2));
    feed.add(indicator(addresses("192.0.2.0/24"), 3));
    feed.add(indicator(fingerprint("b386946a5a44d1ddcc843bc75336dfce"), 4));
    feed.add(indicator(fingerprint("b386946a5a44d1ddcc843bc75336dfce"), 5));

    FeedIndex index = feed.build();

    assertThat(index.entries()).isEqualTo(4);
    assertThat(index.counts())
        .containsOnlyKeys(Pattern.Kind.values())
        .containsEntry(Pattern.Kind.NAME, 1)
        .containsEntry(Pattern.Kind.ADDRESS, 1)
        .containsEntry(Pattern.Kind.PREFIX, 1)
        .containsEntry(Pattern.Kind.FINGERPRINT, 1)
        .containsEntry(Pattern.Kind.URL, 0);
  }

  @Test
  void anIndicatorIsGivenBackAsItWasAdded() {
    Indicator added =
        new Indicator(subTree("bad.example"), "feed", 42, "Emotet", 75, NOW.plusSeconds(60));
    feed.add(added);

    List<Indicator> found = collect(feed.build(), clue("x.bad.example"));

    assertThat(found).containsExactly(added);
  }

  @Test
  void aBuilderIsOfNoUseOnceItHasBuilt() {
    feed.build();

    assertThatIllegalStateException()
        .isThrownBy(() -> feed.add(indicator(subTree("bad.example"), 1)));
  }

  @Test
  void anotherFeedsIndicatorIsRefused() {
    Indicator foreign = new Indicator(subTree("bad.example"), "other", 1, null, 50, null);

    assertThatIllegalArgumentException().isThrownBy(() -> feed.add(foreign));
  }

  private static List<String> matches(FeedIndex index, String destination) {
    return collect(index, clue(destination)).stream()
        .map(indicator -> indicator.line() + " " + indicator.pattern())
        .toList();
  }

  private static List<Indicator> collect(FeedIndex index, Clue clue) {
    List<Indicator> found = new ArrayList<>();
    for (Query form : Query.formsOf(clue)) {
      index.collect(form, NOW, found);
    }
    return found;
  }

  private static Clue clue(String destination) {
    return new Clue(
        Clue.Kind.LOOKUP, Endpoint.parseWithDefaultPort(destination, 443).orElseThrow());
  }

  private static Indicator indicator(Pattern pattern, int line) {
    return new Indicator(pattern, "feed", line, null, 50, null);
  }

  private static Pattern subTree(String name) {
    return new Pattern.SubTree(new HostName(name));
  }

  private static Pattern exact(String name) {
    return new Pattern.ExactName(new HostName(name));
  }

  private static Pattern fingerprint(String text) {
    return new Pattern.Fingerprint(TlsClientFingerprint.parse(text).orElseThrow());
  }

  private static Pattern addresses(String prefix) {
    return new Pattern.Addresses(AddressPrefix.parse(prefix).orElseThrow());
  }

  private static Endpoint endpoint(String text) {
    return Endpoint.parse(text).orElseThrow();
  }

  private static Host host(String text) {
    return Host.parse(text).orElseThrow();
  }
}
