package io.sekisho.rules.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.FeedIndex;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class CertificateVerdictTest {
  private static final CertificateFingerprint LISTED =
      new CertificateFingerprint("19e664f09401bf648b6ea57719e34ad795f3b6cb");
  private static final CertificateFingerprint OTHER =
      new CertificateFingerprint("0000000000000000000000000000000000000001");
  private static final Clue ASKED = clue(Clue.Kind.CONNECT_TARGET, "front.example");

  private final LiveRules rules =
      new LiveRules(InstantSource.fixed(Instant.parse("2026-03-01T00:00:00Z")));

  CertificateVerdictTest() {
    FeedIndex.Builder feed = FeedIndex.builder("certificates");
    feed.add(claim("certificates", new Pattern.Certificate(LISTED)));
    feed.add(claim("certificates", new Pattern.SubTree(new HostName("bad.example"))));
    rules.replace(feed.build());
  }

  @Test
  void aListedCertificateIsHostileWhereverItIsShown() {
    Verdict verdict = rules.decide(Evidence.of(ASKED, shown(LISTED)));

    assertThat(decisive(verdict)).isEqualTo("CERTIFICATE " + LISTED);
    assertThat(rules.decide(Evidence.of(ASKED, shown(OTHER)))).isSameAs(Verdict.clean());
  }

  @Test
  void whereACertificateIsShownIsNoClueByItself() {
    Clue shown =
        Clue.ofCertificate(Clue.Kind.CERTIFICATE, OTHER, clue("bad.example:443").destination());

    assertThat(rules.decide(Evidence.of(ASKED, shown))).isSameAs(Verdict.clean());
  }

  @Test
  void aNameInACertificateIsHostileWhereItIsListed() {
    Clue name = clue(Clue.Kind.CERTIFICATE_NAME, "www.bad.example");

    Verdict verdict = rules.decide(Evidence.of(ASKED, name));

    assertThat(decisive(verdict)).isEqualTo("CERTIFICATE_NAME *.bad.example");
  }

  @Test
  void aNeverBlockEntryIsNotReachedByWhatACertificateSays() {
    neverBlock(new Pattern.SubTree(new HostName("good.example")));
    Clue good = clue(Clue.Kind.CERTIFICATE_NAME, "good.example");
    Clue bad = clue(Clue.Kind.CERTIFICATE_NAME, "bad.example");

    Verdict byFingerprint = rules.decide(Evidence.of(ASKED, good, shown(LISTED)));
    Verdict byName = rules.decide(Evidence.of(ASKED, good, bad));

    assertThat(byFingerprint).isInstanceOf(Verdict.Hostile.class);
    assertThat(byName).isInstanceOf(Verdict.Hostile.class);
  }

  @Test
  void aListedNameThatIsItselfNeverBlockedIsHostileInACertificate() {
    neverBlock(new Pattern.ExactName(new HostName("ok.bad.example")));
    Clue name = clue(Clue.Kind.CERTIFICATE_NAME, "ok.bad.example");

    assertThat(rules.decide(Evidence.of(ASKED, name))).isInstanceOf(Verdict.Hostile.class);
  }

  @Test
  void whatANeverBlockedServerShowsIsExemptWithIt() {
    neverBlock(new Pattern.SubTree(new HostName("front.example")));
    Clue bad = clue(Clue.Kind.CERTIFICATE_NAME, "bad.example");

    Verdict verdict = rules.decide(Evidence.of(ASKED, bad, shown(LISTED)));

    assertThat(verdict).isInstanceOf(Verdict.Exempt.class);
  }

  @Test
  void aNeverBlockedAddressCoversWhatItsServerShowsToo() {
    neverBlock(new Pattern.Addresses(AddressPrefix.parse("192.0.2.7").orElseThrow()));
    Clue address = clue(Clue.Kind.ORIGINAL_DESTINATION, "192.0.2.7");
    Clue elsewhere = clue(Clue.Kind.ORIGINAL_DESTINATION, "192.0.2.8");

    assertThat(rules.decide(Evidence.of(address, shown(LISTED))))
        .isInstanceOf(Verdict.Exempt.class);
    assertThat(rules.decide(Evidence.of(elsewhere, shown(LISTED))))
        .isInstanceOf(Verdict.Hostile.class);
  }

  private void neverBlock(Pattern pattern) {
    FeedIndex.Builder entries = FeedIndex.builder(Generation.NEVER_BLOCK);
    entries.add(claim(Generation.NEVER_BLOCK, pattern));
    rules.neverBlock(entries.build());
  }

  private static String decisive(Verdict verdict) {
    return verdict.fold(
        clean -> "clean",
        exempt -> "exempt",
        suspect -> "suspect",
        hostile ->
            hostile.decisive().clue().kind() + " " + hostile.decisive().indicator().pattern());
  }

  private static Clue shown(CertificateFingerprint certificate) {
    return Clue.ofCertificate(Clue.Kind.CERTIFICATE, certificate, ASKED.destination());
  }

  private static Clue clue(String host) {
    return clue(Clue.Kind.LOOKUP, host);
  }

  private static Clue clue(Clue.Kind kind, String host) {
    return new Clue(kind, Endpoint.parseWithDefaultPort(host, 443).orElseThrow());
  }

  private static Indicator claim(String feed, Pattern pattern) {
    return new Indicator(pattern, feed, 1, null, 90, null);
  }
}
