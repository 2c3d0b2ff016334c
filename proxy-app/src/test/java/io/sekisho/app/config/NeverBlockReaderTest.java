package io.sekisho.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sekisho.app.feeds.FeedSource;
import io.sekisho.app.feeds.NeverBlockSource;
import io.sekisho.app.feeds.NeverBlockSource.InFile;
import io.sekisho.app.feeds.NeverBlockUse;
import io.sekisho.app.feeds.NeverBlockUse.Effect;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.feed.format.GuardFormats;
import io.sekisho.rules.guard.Coverage;
import io.sekisho.rules.guard.PublicSuffixHandling;
import io.sekisho.rules.guard.UrlHostHandling;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NeverBlockReaderTest {

  @Test
  void theFormatSaysWhatAFileDoesUnlessItIsSet() throws Exception {
    List<NeverBlockSource> sources =
        read(
            """
            never-block:
              - {file: allow.txt}
              - {file: top.csv, format: top-list, first: 1000}
              - {file: psl.dat, format: public-suffixes, effect: downgrade}
              - {file: own.txt, format: hosts, effect: suppress, covers: sub-trees}
            """);

    assertThat(sources)
        .containsExactly(
            new InFile(Path.of("/etc/allow.txt")),
            new InFile(
                Path.of("/etc/top.csv"),
                GuardFormats.TOP_LIST,
                new NeverBlockUse(Effect.SUPPRESS, Coverage.NAMES, 1000)),
            new InFile(
                Path.of("/etc/psl.dat"),
                GuardFormats.PUBLIC_SUFFIXES,
                new NeverBlockUse(Effect.DOWNGRADE, Coverage.NAMES, NeverBlockUse.ALL)),
            new InFile(
                Path.of("/etc/own.txt"),
                FormatChoice.named("hosts").orElseThrow(),
                new NeverBlockUse(Effect.SUPPRESS, Coverage.SUB_TREES, NeverBlockUse.ALL)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'{file: a, format: top-list, effect: exempt}'; "
            + "never-block[0].effect: a top-list exempts no traffic; use suppress or downgrade",
        "'{file: a, covers: names}'; "
            + "never-block[0].effect: exempt takes every entry with all below it: no covers, no first",
        "'{file: a, first: 10}'; "
            + "never-block[0].effect: exempt takes every entry with all below it: no covers, no first",
        "'{file: a, format: top-list, first: 0}'; never-block[0].first: ",
        "'{file: a, format: tranco}'; never-block[0].format: tranco is not one of ",
        "'{file: a, effect: drop}'; never-block[0].effect: drop is not one of exempt, downgrade",
        "'{file: a, cover: names}'; never-block[0].cover: is not a known key"
      })
  void faultsNameTheKey(String item, String fault) {
    ConfigFaults faults =
        catchThrowableOfType(ConfigFaults.class, () -> read("never-block: [" + item + "]"));

    assertThat(faults).hasMessageStartingWith(fault);
  }

  @Test
  void aTopListIsNoFeed() {
    ConfigFaults faults =
        catchThrowableOfType(
            ConfigFaults.class, () -> read("feeds: [{name: a, url: 'file:a', format: top-list}]"));

    assertThat(faults).hasMessageStartingWith("feeds[0].format: top-list is not one of ");
  }

  @Test
  void aFeedMayClaimNeitherSuffixesNorHostsOfUrlsUnlessItSaysSo() throws Exception {
    List<FeedSource> feeds =
        configuration(
                """
                feeds:
                  - {name: a, url: "file:a"}
                  - {name: b, url: "file:b", public-suffixes: accept, url-hosts: block}
                """)
            .feeds();

    assertThat(feeds)
        .extracting(feed -> feed.settings().claims().publicSuffixes())
        .containsExactly(PublicSuffixHandling.SUPPRESS, PublicSuffixHandling.ACCEPT);
    assertThat(feeds)
        .extracting(feed -> feed.settings().claims().urlHosts())
        .containsExactly(UrlHostHandling.IGNORE, UrlHostHandling.BLOCK);
  }

  private static List<NeverBlockSource> read(String yaml) throws Exception {
    return configuration(yaml).neverBlock();
  }

  private static Configuration configuration(String yaml) throws Exception {
    return ConfigurationReader.read(
        ConfigurationReader.tree(yaml), new Locations(Path.of("/etc")), Path.of("/state"));
  }
}
