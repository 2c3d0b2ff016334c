package io.sekisho.rules.match.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PatternKeysTest {
  private static final HashKey KEY = HashKey.random();
  private static final String SHA1 = "0123456789abcdef0123456789abcdef01234567";
  private static final String JA3 = "b386946a5a44d1ddcc843bc75336dfce";
  private static final String JA4 = "t13d1516h2_8daaf6152771_b186095e22b6";
  private static final TlsClientFingerprint JA3_CLIENT =
      TlsClientFingerprint.parse(JA3).orElseThrow();
  private static final TlsClientFingerprint JA4_CLIENT =
      TlsClientFingerprint.parse(JA4).orElseThrow();

  @Test
  void anEmptyTableFindsNothing() {
    PatternKeys table = table();

    assertThat(table.size()).isZero();
    assertThat(matches(table, "bad.example:80", "/gate")).isEmpty();
    assertThat(table.find(socket("bad.example:80"))).isEqualTo(Hits.NONE);
    assertThat(table.cursor().next()).isFalse();
    assertThat(table.bytes()).isZero();
  }

  @Test
  void anEndpointMatchesItsPortAlone() {
    PatternKeys table = table(socket("bad.example:8080"), socket("192.0.2.7:443"));

    assertThat(matches(table, "bad.example:8080", null)).containsExactly("bad.example:8080");
    assertThat(matches(table, "192.0.2.7:443", null)).containsExactly("192.0.2.7:443");
    assertThat(matches(table, "bad.example:443", null)).isEmpty();
    assertThat(matches(table, "a.bad.example:8080", null)).isEmpty();
  }

  @Test
  void urlsComeBeforeTheEndpointFromTheLongestDown() {
    PatternKeys table =
        table(
            socket("bad.example:80"),
            url("bad.example", null, "/a"),
            url("bad.example", 80, "/a"),
            url("bad.example", 81, "/a"),
            url("bad.example", null, "/a/b"),
            url("bad.example", null, "/a/"));

    assertThat(matches(table, "bad.example:80", "/a/b?c"))
        .containsExactly(
            "bad.example/a/b",
            "bad.example/a/",
            "bad.example:80/a",
            "bad.example/a",
            "bad.example:80");
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
    PatternKeys table = table(url("bad.example", null, listed));

    List<String> found = matches(table, "bad.example:80", visited);

    assertThat(!found.isEmpty()).isEqualTo(expected);
  }

  @Test
  void everySpellingOfAPathIsAnEntryOfItsOwn() {
    PatternKeys table = table(url("bad.example", null, "/a"), url("bad.example", null, "/%61"));

    assertThat(matches(table, "bad.example:80", "/a"))
        .containsExactlyInAnyOrder("bad.example/a", "bad.example/%61");
    assertThat(table.find(url("bad.example", null, "/%61"))).isNotEqualTo(Hits.NONE);
    assertThat(table.find(url("bad.example", null, "/./a"))).isEqualTo(Hits.NONE);
  }

  @Test
  void certificatesAndFingerprintsMatchThemselves() {
    Pattern certificate = new Pattern.Certificate(new CertificateFingerprint(SHA1));
    Pattern ja3 = new Pattern.Fingerprint(JA3_CLIENT);
    Pattern ja4 = new Pattern.Fingerprint(JA4_CLIENT);
    PatternKeys table = table(ja4, certificate, ja3);
    KeyWalk walk = new KeyWalk(KEY);

    assertThat(found(table, walk.to(new CertificateFingerprint(SHA1))))
        .containsExactly(certificate);
    assertThat(found(table, walk.to(JA3_CLIENT))).containsExactly(ja3);
    assertThat(found(table, walk.to(JA4_CLIENT))).containsExactly(ja4);
    assertThat(found(table, walk.to(new CertificateFingerprint(SHA1.replace('0', '1'))))).isEmpty();
  }

  @Test
  void whatIsOnAHostIsItsEndpointsAndUrls() {
    PatternKeys table =
        table(
            socket("bad.example:80"),
            url("bad.example", 80, "/a"),
            socket("a.bad.example:80"),
            socket("bad.examples:80"));
    List<String> on = new ArrayList<>();

    table.forEachOn(new HostName("bad.example"), entry -> on.add(table.pattern(entry).toString()));

    assertThat(on).containsExactly("bad.example:80", "bad.example:80/a");
  }

  @Test
  void aPatternOfAnotherKindIsRefused() {
    Pattern name = new Pattern.ExactName(new HostName("bad.example"));

    assertThatIllegalArgumentException().isThrownBy(() -> new KeyList().add(name));
    assertThatIllegalArgumentException().isThrownBy(() -> table().find(name));
  }

  @Test
  void keysOutOfOrderAreRefused() {
    KeyList list = new KeyList();
    list.add(socket("bad.example:80"));
    list.add(socket("bad.example:80"));

    assertThatIllegalArgumentException().isThrownBy(() -> PatternKeys.build(list.sorted(), KEY));
  }

  @Test
  void aListTellsArrivalsAndWhatComesAgain() {
    KeyList list = new KeyList();
    list.add(socket("bad.example:80"));
    list.add(socket("a.example:80"));
    list.add(socket("bad.example:80"));

    List<String> sorted = new ArrayList<>();
    for (SortedKeys at = list.sorted(); at.next(); ) {
      sorted.add(at.arrival() + (at.isAgain() ? " again " : " ") + list.pattern(at.arrival()));
    }

    assertThat(sorted)
        .containsExactly("1 a.example:80", "0 bad.example:80", "2 again bad.example:80");
  }

  @Test
  void aLookUpAllocatesNothing() {
    List<Pattern> patterns = new ArrayList<>();
    List<Endpoint> asked = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      patterns.add(socket("h" + i + ".example:80"));
      patterns.add(url("h" + i + ".example", null, "/gate/" + i));
      asked.add(Endpoint.parse("h" + 3 * i + ".example:" + (80 + i % 2)).orElseThrow());
    }
    PatternKeys table = table(patterns.toArray(Pattern[]::new));
    CertificateFingerprint certificate = new CertificateFingerprint(SHA1);

    long least = Long.MAX_VALUE;
    for (int i = 0; i < 30; i++) {
      least = Math.min(least, allocated(table, asked, certificate));
    }

    assertThat(least).isZero();
  }

  private static long allocated(
      PatternKeys table, List<Endpoint> asked, CertificateFingerprint certificate) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    KeyWalk walk = new KeyWalk(KEY);
    Hits hits = new Hits();
    table.collect(walk.to(asked.get(0), "/a/longer/path/than/any/other/that/is/looked/up"), hits);
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < asked.size(); i++) {
      hits.clear();
      table.collect(walk.to(asked.get(i), i % 3 == 0 ? null : "/gate/33?x=1"), hits);
      table.collect(walk.to(certificate), hits);
      table.collect(walk.to(i % 2 == 0 ? JA3_CLIENT : JA4_CLIENT), hits);
    }
    return threads.getThreadAllocatedBytes(thread) - before;
  }

  private static PatternKeys table(Pattern... patterns) {
    KeyList list = new KeyList();
    for (Pattern pattern : patterns) {
      list.add(pattern);
    }
    return PatternKeys.over(PatternKeys.build(list.sorted(), KEY), KEY);
  }

  private static List<String> matches(
      PatternKeys table, String destination, @Nullable String path) {
    KeyWalk walk = new KeyWalk(KEY).to(Endpoint.parse(destination).orElseThrow(), path);
    return found(table, walk).stream().map(Pattern::toString).toList();
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

  private static Pattern socket(String endpoint) {
    return new Pattern.Socket(Endpoint.parse(endpoint).orElseThrow());
  }

  private static Pattern url(String host, @Nullable Integer port, String path) {
    return new Pattern.Url(Host.parse(host).orElseThrow(), port, path);
  }
}
