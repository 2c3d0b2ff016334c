package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FeedFormat;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.feed.format.GuardFormats;
import io.sekisho.rules.feed.format.Particulars;
import io.sekisho.rules.guard.Coverage;
import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.guard.GuardReason;
import io.sekisho.rules.guard.GuardSettings;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.guard.ListGuard;
import io.sekisho.rules.guard.PublicSuffixHandling;
import io.sekisho.rules.guard.SuffixGuard;
import io.sekisho.rules.guard.UrlHostHandling;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Provenance;
import io.sekisho.rules.indicator.Provenance.Site;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GuardedReadingTest {
  private static final ClaimRules URL_HOSTS =
      new ClaimRules(PublicSuffixHandling.SUPPRESS, UrlHostHandling.BLOCK);

  @Test
  void suppressedClaimsAreLeftOutAndTold() {
    FeedReading.Read read =
        read(
            ClaimRules.DEFAULT,
            guards(GuardEffect.SUPPRESS),
            "# a feed\nshop.example\n*.dyn.example\nevil.dyn.example\nevil.example\n");

    assertThat(read.index().entries()).isEqualTo(2);
    assertThat(read.report().accepted()).isEqualTo(4);
    assertThat(read.report().guards().suppressed())
        .containsExactly(entry(GuardReason.PUBLIC_SUFFIX, 1), entry(GuardReason.POPULAR, 1));
    assertThat(read.report().guards().sample())
        .extracting(claim -> claim.claim().line() + " " + claim.hit())
        .containsExactly(
            "2 popular: top.csv: shop.example, line 2",
            "3 public-suffix: suffixes.dat: dyn.example, line 2");
  }

  @Test
  void downgradedClaimsAreKeptWithTheReason() {
    FeedReading.Read read =
        read(ClaimRules.DEFAULT, guards(GuardEffect.DOWNGRADE), "shop.example\nevil.example\n");

    assertThat(read.report().guards().downgraded()).containsExactly(entry(GuardReason.POPULAR, 1));
    assertThat(Found.at(read.index(), "shop.example"))
        .extracting(found -> found.downgradeReason().orElse("decisive"))
        .containsExactly("popular (top.csv)");
    assertThat(Found.at(read.index(), "evil.example"))
        .extracting(found -> found.isDecisive())
        .containsExactly(true);
  }

  @Test
  void notedClaimsCountInFull() {
    FeedReading.Read read =
        read(ClaimRules.DEFAULT, guards(GuardEffect.NOTE), "shop.example\nevil.example\n");

    assertThat(read.index().entries()).isEqualTo(2);
    assertThat(read.report().guards().total(GuardEffect.NOTE)).isEqualTo(1);
    assertThat(Found.at(read.index(), "shop.example"))
        .extracting(found -> found.isDecisive())
        .containsExactly(true);
  }

  @ParameterizedTest
  @CsvSource({
    "IGNORE, 'evil.example/a',            0, 0",
    "BLOCK,  'evil.example/a',            1, 0",
    "BLOCK,  'shop.example/a',            0, 1",
    "BLOCK,  'dyn.example/a',             0, 1",
    "BLOCK,  'x.dyn.example/a',           1, 0",
    "BLOCK,  'clean-test.sekisho.invalid/a', 0, 1",
    "BLOCK,  'evil.example',              0, 0"
  })
  void aUrlBlocksItsHostOnlyWhereTheFeedSaysSoAndGuardsPass(
      UrlHostHandling handling, String line, int exactNames, int suppressed) {
    FeedReading.Read read =
        read(
            new ClaimRules(PublicSuffixHandling.SUPPRESS, handling),
            guards(GuardEffect.SUPPRESS),
            line);

    assertThat(read.index().counts()).containsEntry(Pattern.Kind.EXACT_NAME, exactNames);
    assertThat(read.report().guards().total(GuardEffect.SUPPRESS)).isEqualTo(suppressed);
    assertThat(read.report().accepted()).isEqualTo(1);
    assertThat(read.report().canary()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'http://203.0.113.9:8080/a',     1, 0",
    "'203.0.113.9/a',                 2, 0",
    "'http://203.0.113.128/a',        0, 2"
  })
  void anAddressInAUrlIsBlockedOnItsPortsAlone(String line, int endpoints, int suppressed) {
    Guards guards =
        new Guards(
            List.of(
                ListGuard.builder(settings("cdn", GuardReason.NEVER_BLOCK, GuardEffect.SUPPRESS))
                    .add(new Pattern.Addresses(prefix("203.0.113.128")), 1)
                    .build()),
            List.of());
    FeedSettings settings =
        new FeedSettings(
            "test", FormatChoice.DOMAINS, 90, null, SpecialPurposeHandling.ACCEPT, URL_HOSTS);

    FeedReading.Read read = read(settings, guards, line);

    assertThat(read.index().counts())
        .containsEntry(Pattern.Kind.ENDPOINT, endpoints)
        .containsEntry(Pattern.Kind.URL, 1)
        .containsEntry(Pattern.Kind.ADDRESS, 0);
    assertThat(read.report().guards().total(GuardEffect.SUPPRESS)).isEqualTo(suppressed);
  }

  @Test
  void ofACompromisedSiteOnlyUrlsAndOddPortsCount() {
    FeedSettings settings =
        FeedSettings.of("test", FormatChoice.of(new Compromised())).withClaims(URL_HOSTS);

    FeedReading.Read read =
        read(settings, Guards.NONE, "blog.example\nblog.example/x\nblog.example:80\nc.example:81");

    assertThat(read.report().guards().suppressed())
        .containsExactly(entry(GuardReason.COMPROMISED_SITE, 2));
    assertThat(read.index().counts())
        .containsEntry(Pattern.Kind.NAME, 0)
        .containsEntry(Pattern.Kind.EXACT_NAME, 0)
        .containsEntry(Pattern.Kind.URL, 1)
        .containsEntry(Pattern.Kind.ENDPOINT, 1);
  }

  @Test
  void aFeedOfSuffixesMayListThem() {
    ClaimRules accept = new ClaimRules(PublicSuffixHandling.ACCEPT, UrlHostHandling.IGNORE);

    FeedReading.Read read = read(accept, guards(GuardEffect.SUPPRESS), "*.dyn.example\n*.zip\n");

    assertThat(read.index().entries()).isEqualTo(2);
  }

  @Test
  void theSampleIsBoundedAndTheCountIsNot() {
    String many = "shop.example\n".repeat(GuardReport.MAX_SAMPLE + 5);

    FeedReading.Read read = read(ClaimRules.DEFAULT, guards(GuardEffect.SUPPRESS), many);

    assertThat(read.report().guards().total()).isEqualTo(GuardReport.MAX_SAMPLE + 5);
    assertThat(read.report().guards().sample()).hasSize(GuardReport.MAX_SAMPLE);
  }

  @Test
  void onlyTheFirstEntriesOfAListCount() {
    FeedCopy list = Texts.copy("top.csv", "1,one.example\n2,two.example\n3,three.example\n");

    ListGuard guard =
        GuardLists.list(
            list,
            GuardFormats.TOP_LIST,
            settings("top", GuardReason.POPULAR, GuardEffect.SUPPRESS),
            2);

    assertThat(guard.size()).isEqualTo(2);
  }

  @Test
  void aListOfWhatIsNeverBlockedMayNameCanaries() {
    FeedSettings settings = NeverBlockList.settings(GuardFormats.PUBLIC_SUFFIXES);

    FeedReading.Read read = read(settings, Guards.NONE, "com\nnet\n*.ck\n!www.ck\n");

    assertThat(read.report().canary()).isNull();
    assertThat(read.report().accepted()).isEqualTo(4);
  }

  /** Every name, with {@code top.csv} protecting shop.example and a suffix dyn.example. */
  private static Guards guards(GuardEffect effect) {
    ListGuard top =
        GuardLists.list(
            Texts.copy("top.csv", "Rank,Domain\n1,shop.example\n"),
            GuardFormats.TOP_LIST,
            settings("top.csv", GuardReason.POPULAR, effect),
            Integer.MAX_VALUE);
    SuffixGuard suffixes =
        GuardLists.suffixes(
            Texts.copy("suffixes.dat", "// suffixes\ndyn.example\n"),
            GuardFormats.PUBLIC_SUFFIXES,
            settings("suffixes.dat", GuardReason.PUBLIC_SUFFIX, effect));
    return new Guards(List.of(top), List.of(suffixes));
  }

  private static GuardSettings settings(String source, GuardReason reason, GuardEffect effect) {
    return new GuardSettings(source, reason, effect, Coverage.NAMES);
  }

  private static AddressPrefix prefix(String text) {
    return AddressPrefix.parse(text).orElseThrow();
  }

  private static FeedReading.Read read(ClaimRules rules, Guards guards, String text) {
    return read(FeedSettings.of("test", FormatChoice.DOMAINS).withClaims(rules), guards, text);
  }

  private static FeedReading.Read read(FeedSettings settings, Guards guards, String text) {
    return new FeedReader(settings, GateSettings.DEFAULT, () -> guards)
        .read(Texts.copy(text))
        .fold(
            read -> read,
            unreadable -> {
              throw new AssertionError(unreadable.failure().toString());
            });
  }

  /** The domains format, of which every claim is on a compromised site. */
  private record Compromised() implements FeedFormat {
    @Override
    public String label() {
      return "compromised";
    }

    @Override
    public void read(InputStream copy, Consumer<FeedEntry> entries) throws IOException {
      Particulars compromised =
          Particulars.NONE.withProvenance(Provenance.NONE.onSite(Site.COMPROMISED));
      FormatChoice.DOMAINS
          .format()
          .orElseThrow()
          .read(
              copy,
              entry ->
                  entries.accept(
                      entry.<FeedEntry>fold(
                          claim -> claim.with(compromised), e -> e, r -> r, n -> n)));
    }
  }
}
