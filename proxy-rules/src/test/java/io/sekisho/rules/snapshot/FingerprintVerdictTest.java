package io.sekisho.rules.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import io.sekisho.rules.match.FeedIndex;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FingerprintVerdictTest {
  private static final String JA3 = "49ed2ef3f1321e5f044f1e71b0e6fdd5";
  private static final String JA4 = "t10i070600_c50f5591e341_c39ab67fec8e";
  private static final String OTHER = "00000000000000000000000000000001";
  private static final Clue ASKED = clue(Clue.Kind.CONNECT_TARGET, "front.example");
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private final LiveRules rules = new LiveRules(InstantSource.fixed(NOW));

  @ParameterizedTest
  @ValueSource(strings = {JA3, JA4})
  void aListedClientIsHostileWhereverItGoes(String fingerprint) {
    list(new Pattern.Fingerprint(client(fingerprint)));

    Verdict verdict = rules.decide(Evidence.of(ASKED, greeting(fingerprint)));

    assertThat(decisive(verdict)).isEqualTo("FINGERPRINT " + fingerprint);
    assertThat(rules.decide(Evidence.of(ASKED, greeting(OTHER)))).isSameAs(Verdict.clean());
  }

  @Test
  void whereAClientGreetsIsNoClueByItself() {
    list(new Pattern.SubTree(new HostName("bad.example")));
    Clue greeting =
        Clue.ofClient(
            Clue.Kind.FINGERPRINT, client(JA3), clue(Clue.Kind.SNI, "bad.example").destination());

    assertThat(rules.decide(Evidence.of(ASKED, greeting))).isSameAs(Verdict.clean());
  }

  @Test
  void anyDestinationThatIsListedDecidesBeforeTheClient() {
    list(
        new Pattern.Fingerprint(client(JA3)),
        new Pattern.Addresses(AddressPrefix.parse("192.0.2.0/24").orElseThrow()));
    Clue address = clue(Clue.Kind.RESOLVED_ADDRESS, "192.0.2.7");

    Verdict verdict = rules.decide(Evidence.of(ASKED, greeting(JA3), address));

    assertThat(decisive(verdict)).isEqualTo("RESOLVED_ADDRESS 192.0.2.0/24");
    assertThat(verdict.against()).hasSize(2);
  }

  /**
   * What the flow shows, and what it comes to where {@code ok.example}, {@code 192.0.2.7} and
   * nothing else is never blocked.
   */
  @ParameterizedTest
  @CsvSource({
    "CONNECT_TARGET ok.example, exempt",
    "CONNECT_TARGET ok.example SNI other.example, exempt",
    "CONNECT_TARGET other.example SNI ok.example, hostile",
    "CONNECT_TARGET 192.0.2.8 SNI ok.example, exempt",
    "CONNECT_TARGET 192.0.2.8, hostile",
    "ORIGINAL_DESTINATION 192.0.2.8 SNI ok.example, exempt",
    "ORIGINAL_DESTINATION 192.0.2.8 SNI ok.example SNI other.example, hostile",
    "ORIGINAL_DESTINATION 192.0.2.8 SNI other.example, hostile",
    "ORIGINAL_DESTINATION 192.0.2.7 SNI other.example, exempt",
    "ORIGINAL_DESTINATION 192.0.2.7, exempt",
    "ORIGINAL_DESTINATION 192.0.2.8 CERTIFICATE_NAME ok.example, hostile",
    "CONNECT_TARGET other.example ALIAS ok.example, hostile",
    "CONNECT_TARGET other.example HOST ok.example, hostile",
  })
  void aClientIsExemptWhereAllThatItAskedForIsNeverBlocked(String shown, String expected) {
    list(new Pattern.Fingerprint(client(JA3)));
    neverBlock(pattern("ok.example"), pattern("192.0.2.7"));
    Evidence evidence = Evidence.of(greeting(JA3));
    String[] words = shown.split(" ", -1);
    for (int i = 0; i < words.length; i += 2) {
      evidence = evidence.and(clue(Clue.Kind.valueOf(words[i]), words[i + 1]));
    }

    assertThat(rules.decide(evidence).label()).isEqualTo(expected);
  }

  @Test
  void aServerNameThatIsNeverBlockedDoesNotCoverTheAddress() {
    list(new Pattern.Fingerprint(client(JA3)), pattern("192.0.2.8"));
    neverBlock(pattern("ok.example"));
    Clue address = clue(Clue.Kind.ORIGINAL_DESTINATION, "192.0.2.8");

    Verdict verdict =
        rules.decide(Evidence.of(address, greeting(JA3), clue(Clue.Kind.SNI, "ok.example")));

    assertThat(decisive(verdict)).isEqualTo("ORIGINAL_DESTINATION 192.0.2.8");
    assertThat(verdict.against()).hasSize(1);
  }

  @Test
  void aClientThatIsNeverBlockedIsExemptWhereverItGoes() {
    list(new Pattern.Fingerprint(client(JA3)));
    neverBlock(new Pattern.Fingerprint(client(JA3)));

    assertThat(rules.decide(Evidence.of(ASKED, greeting(JA3)))).isInstanceOf(Verdict.Exempt.class);
  }

  @Test
  void fingerprintsAreAskedForWhileAFeedListsAny() {
    assertThat(rules.asksForFingerprints()).isFalse();
    list(pattern("bad.example"));
    assertThat(rules.asksForFingerprints()).isFalse();

    list(new Pattern.Fingerprint(client(JA4)));
    assertThat(rules.asksForFingerprints()).isTrue();

    rules.remove("list");
    assertThat(rules.asksForFingerprints()).isFalse();
  }

  @Test
  void fingerprintsThatHaveEndedAreNotAskedFor() {
    FeedIndex.Builder ended = FeedIndex.builder("list");
    Pattern listed = new Pattern.Fingerprint(client(JA3));
    ended.add(new Indicator(listed, "list", 1, null, 90, NOW.minusSeconds(90)));

    rules.replace(ended.build());
    assertThat(rules.asksForFingerprints()).isFalse();

    list(listed);
    assertThat(rules.asksForFingerprints()).isTrue();
  }

  private void list(Pattern... patterns) {
    rules.replace(index("list", patterns));
  }

  private void neverBlock(Pattern... patterns) {
    rules.neverBlock(index(Generation.NEVER_BLOCK, patterns));
  }

  private static FeedIndex index(String feed, Pattern... patterns) {
    FeedIndex.Builder index = FeedIndex.builder(feed);
    for (Pattern pattern : patterns) {
      index.add(new Indicator(pattern, feed, 1, null, 90, null));
    }
    return index.build();
  }

  private static Pattern pattern(String host) {
    return Host.parse(host)
        .orElseThrow()
        .fold(Pattern.SubTree::new, address -> new Pattern.Addresses(AddressPrefix.of(address)));
  }

  private static String decisive(Verdict verdict) {
    return verdict.fold(
        clean -> "clean",
        exempt -> "exempt",
        suspect -> "suspect",
        hostile ->
            hostile.decisive().clue().kind() + " " + hostile.decisive().indicator().pattern());
  }

  private static Clue greeting(String fingerprint) {
    return Clue.ofClient(Clue.Kind.FINGERPRINT, client(fingerprint), ASKED.destination());
  }

  private static TlsClientFingerprint client(String fingerprint) {
    return TlsClientFingerprint.parse(fingerprint).orElseThrow();
  }

  private static Clue clue(Clue.Kind kind, String host) {
    return new Clue(kind, Endpoint.parseWithDefaultPort(host, 443).orElseThrow());
  }
}
