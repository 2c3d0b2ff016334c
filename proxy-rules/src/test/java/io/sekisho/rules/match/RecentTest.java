package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import io.sekisho.rules.match.table.HashKey;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single changes that come one after the other. */
final class RecentTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final String FEED = "soc";
  private static final int LISTED = 100_000;
  private static final int CHANGES = 30_000;
  private static final String SHA1 = "0123456789abcdef0123456789abcdef01234567";
  private static final String JA3 = "0123456789abcdef0123456789abcdef";
  private static final Endpoint ANYWHERE = endpoint("192.0.2.77", 443);

  private ClaimStore store = ClaimStore.empty(HashKey.random()).with(listed());

  static Stream<Arguments> patternsAndWhatTheyCover() {
    Endpoint name = endpoint("a.bad.example", 443);
    Endpoint address = endpoint("192.0.2.7", 443);
    Pattern url = new Pattern.Url(host("bad.example"), null, "/a/./b");
    return Stream.of(
        Arguments.of(subTree("bad.example"), new Clue(Clue.Kind.LOOKUP, name)),
        Arguments.of(subTree("example"), new Clue(Clue.Kind.LOOKUP, name)),
        Arguments.of(
            new Pattern.ExactName(new HostName("a.bad.example")), new Clue(Clue.Kind.LOOKUP, name)),
        Arguments.of(addresses("192.0.2.7", 32), new Clue(Clue.Kind.LOOKUP, address)),
        Arguments.of(addresses("192.0.0.0", 9), new Clue(Clue.Kind.LOOKUP, address)),
        Arguments.of(addresses("0.0.0.0", 0), new Clue(Clue.Kind.LOOKUP, address)),
        Arguments.of(
            addresses("2001:db8::", 33),
            new Clue(Clue.Kind.LOOKUP, endpoint("2001:db8:7000::1", 443))),
        Arguments.of(addresses("::", 0), new Clue(Clue.Kind.LOOKUP, endpoint("2001:db8::1", 443))),
        Arguments.of(
            addresses("2001:db8::1", 128),
            new Clue(Clue.Kind.LOOKUP, endpoint("2001:db8::1", 443))),
        Arguments.of(new Pattern.Socket(name), new Clue(Clue.Kind.LOOKUP, name)),
        Arguments.of(new Pattern.Socket(address), new Clue(Clue.Kind.LOOKUP, address)),
        Arguments.of(url, new Clue(Clue.Kind.LOOKUP, endpoint("bad.example", 80), "//a/%62/c?d")),
        Arguments.of(
            new Pattern.Certificate(new CertificateFingerprint(SHA1)),
            Clue.ofCertificate(Clue.Kind.CERTIFICATE, new CertificateFingerprint(SHA1), ANYWHERE)),
        Arguments.of(
            new Pattern.Fingerprint(client()),
            Clue.ofClient(Clue.Kind.FINGERPRINT, client(), ANYWHERE)));
  }

  @ParameterizedTest
  @MethodSource("patternsAndWhatTheyCover")
  void isSeenByTheNextLookUpAndItsWithdrawalByTheOneBehindThat(Pattern pattern, Clue clue) {
    ClaimStore added = store.with(feed(store).amended().add(claim(pattern)).build());
    ClaimStore withdrawn = added.with(feed(added).amended().withdraw(pattern).build());

    assertThat(found(store, clue)).isEmpty();
    assertThat(found(added, clue)).containsExactly(pattern);
    assertThat(found(withdrawn, clue)).isEmpty();
  }

  @Test
  void aStoreDoesNotSeeWhatCameLater() {
    ClaimStore first = added(store, "one.example");
    ClaimStore second = added(first, "two.example");
    ClaimStore other = added(first, "three.example");
    ClaimStore behindOther = added(other, "four.example");

    assertThat(names(first, "one", "two", "three", "four")).containsExactly("one");
    assertThat(names(second, "one", "two", "three", "four")).containsExactly("one", "two");
    assertThat(names(other, "one", "two", "three", "four")).containsExactly("one", "three");
    assertThat(names(behindOther, "one", "two", "three", "four"))
        .containsExactly("one", "three", "four");
  }

  @Test
  void manyLeadToFewLevels() {
    for (int i = 0; i < CHANGES; i++) {
      store = added(store, "c" + i + ".example");
      if (store.isWorthSettling()) {
        store = Compaction.ofSmall(store, () -> {}).apply(store);
      }
      assertThat(store.levels()).isLessThanOrEqualTo(8);
    }

    assertThat(store.feed(FEED).orElseThrow().entries()).isEqualTo(CHANGES + 1);
    assertThat(names(store, "c0", "c1023", "c20000", "c29999")).hasSize(4);
  }

  @Test
  void whereNobodyTidiesThousandsLeadToOneMoreLevel() {
    for (int i = 0; i < CHANGES; i++) {
      store = added(store, "c" + i + ".example");
      assertThat(store.recent().size()).isLessThanOrEqualTo(Recent.MOST);
    }

    assertThat(store.levels()).isLessThanOrEqualTo(3 + CHANGES / (Recent.MOST / 2));
    assertThat(names(store, "c0", "c1023", "c20000", "c29999")).hasSize(4);
  }

  @Test
  void aNameThatComesAndGoesAgainAndAgainTakesNoLevel() {
    store = store.with(begun());
    int levels = store.levels();
    for (int i = 0; i < CHANGES; i++) {
      store = added(store, "flapping.example");
      store = store.with(feed(store).amended().withdraw(subTree("flapping.example")).build());
    }
    ClaimStore there = added(store, "flapping.example");

    assertThat(there.levels()).isEqualTo(levels + 1);
    assertThat(there.settled().entries()).isLessThanOrEqualTo(LISTED + 2L);
    assertThat(names(store, "flapping")).isEmpty();
    assertThat(names(there, "flapping")).containsExactly("flapping");
  }

  /** As much for the first as for the thousandth, beside however large a list. */
  @Test
  void costsAFewKilobytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    store = added(store, "first.example");
    Indicator[] claims = new Indicator[1_000];
    for (int i = 0; i < claims.length; i++) {
      claims[i] = claim(subTree("c" + i + ".example"));
    }

    long before = threads.getCurrentThreadAllocatedBytes();
    for (Indicator claim : claims) {
      store = store.with(feed(store).amended().add(claim).build());
    }
    long took = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(took / claims.length).isLessThan(8_192);
  }

  @Test
  void costsTensOfKilobytesWhereClaimsEndAtManyDifferentTimes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    FeedIndex.Builder feed = FeedIndex.builder(FEED);
    for (int i = 0; i < 20_000; i++) {
      Instant end = NOW.plusSeconds(60L * i);
      feed.add(new Indicator(subTree("e" + i + ".example"), FEED, i, "threat", 90, end));
    }
    store = store.with(feed.build());
    store = added(store, "first.example");

    long before = threads.getCurrentThreadAllocatedBytes();
    store = added(store, "second.example");
    long took = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(took).isLessThan(65_536);
    assertThat(store.feed(FEED).orElseThrow().expired(NOW.plusSeconds(600))).isEqualTo(11);
  }

  @ParameterizedTest
  @ValueSource(strings = {"benign.test", "a.b.c.other.example", "192.0.2.200", "2001:dba::7"})
  void whatFindsNothingAllocatesNothingBesideThem(String host) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    store = added(store, "one.example");
    for (Pattern pattern :
        List.of(
            addresses("192.0.2.7", 32),
            addresses("2001:db8::", 33),
            new Pattern.Socket(endpoint("x.example", 80)))) {
      store = store.with(feed(store).amended().add(claim(pattern)).build());
    }
    List<Query> queries = Query.formsOf(new Clue(Clue.Kind.LOOKUP, endpoint(host, 80), "/a/b"));
    List<Indicator> found = new ArrayList<>();
    collect(queries, found);

    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      collect(queries, found);
    }
    long took = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(found).isEmpty();
    assertThat(took).isLessThan(10_000);
  }

  private void collect(List<Query> queries, List<Indicator> found) {
    for (int i = 0; i < queries.size(); i++) {
      store.collect(queries.get(i), NOW, found);
    }
  }

  private static FeedIndex listed() {
    FeedIndex.Builder list = FeedIndex.builder("list");
    for (int i = 0; i < LISTED; i++) {
      Pattern pattern = subTree("l" + i + ".test");
      list.add(new Indicator(pattern, "list", i, null, 50, null));
    }
    return list.build();
  }

  /** There, or of nothing. */
  private static FeedIndex feed(ClaimStore store) {
    return store.feed(FEED).orElseGet(() -> FeedIndex.builder(FEED).build());
  }

  private static ClaimStore added(ClaimStore store, String name) {
    ClaimStore begun = store.feed(FEED).isPresent() ? store : store.with(begun());
    return begun.with(feed(begun).amended().add(claim(subTree(name))).build());
  }

  private static FeedIndex begun() {
    FeedIndex.Builder feed = FeedIndex.builder(FEED);
    feed.add(claim(subTree("begun.example")));
    return feed.build();
  }

  private static Indicator claim(Pattern pattern) {
    return new Indicator(pattern, FEED, 0, "threat", 90, null);
  }

  private static List<String> names(ClaimStore store, String... names) {
    return Stream.of(names)
        .filter(name -> !found(store, lookUp(name + ".example")).isEmpty())
        .toList();
  }

  private static Clue lookUp(String name) {
    return new Clue(Clue.Kind.LOOKUP, endpoint(name, 443));
  }

  private static List<Pattern> found(ClaimStore store, Clue clue) {
    List<Indicator> found = new ArrayList<>();
    Query.formsOf(clue).forEach(form -> store.collect(form, NOW, found));
    return found.stream().map(Indicator::pattern).toList();
  }

  private static Pattern subTree(String name) {
    return new Pattern.SubTree(new HostName(name));
  }

  private static Pattern addresses(String network, int length) {
    IpAddress address = IpAddress.parse(network).orElseThrow();
    return new Pattern.Addresses(new AddressPrefix(address, length));
  }

  private static TlsClientFingerprint client() {
    return TlsClientFingerprint.parse(JA3).orElseThrow();
  }

  private static Host host(String text) {
    return Host.parse(text).orElseThrow();
  }

  private static Endpoint endpoint(String host, int port) {
    return new Endpoint(host(host), port);
  }
}
