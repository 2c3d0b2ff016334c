package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sekisho.app.feeds.NeverBlockSource.InFile;
import io.sekisho.app.feeds.NeverBlockUse.Effect;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.GuardReport;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.feed.format.GuardFormats;
import io.sekisho.rules.guard.Coverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guards that an operator would set up, from lists as they are published. */
final class RealGuardsTest {
  private static final String WARNINGLISTS = "benign/misp-warninglists/";

  @TempDir private Path directory;

  @Test
  void eachClaimIsBlockedOrLeftOutForItsReason() throws IOException {
    WatchedFile feed = WatchedFile.in(directory);
    Map<String, String> wanted =
        new TreeMap<>(
            Map.ofEntries(
                Map.entry("wixsite.com", "popular"),
                Map.entry("evil.wixsite.com", "blocked"),
                Map.entry("duckdns.org", "popular"),
                Map.entry("evil.duckdns.org", "blocked"),
                Map.entry("hopto.org", "popular"),
                Map.entry("aacdns.net", "warninglist"),
                Map.entry("evil.aacdns.net", "blocked"),
                Map.entry("s3.ap-northeast-1.amazonaws.com", "public-suffix"),
                Map.entry("104.16.0.0/12", "shared-range"),
                Map.entry("104.18.20.7", "blocked"),
                Map.entry("8.8.8.8", "shared-range"),
                Map.entry("8.8.8.8:4444", "shared-range"),
                Map.entry("google.com/evil", "blocked")));
    Files.writeString(feed.file(), String.join("\n", wanted.keySet()) + "\n*.zip\n");

    try (FileFeeds feeds = feed.started(plan(feed))) {
      FeedStatus.InForce copy =
          feeds.statuses().get(feeds.statuses().size() - 1).copyInForce().orElseThrow();

      assertThat(copy.report().guards().total()).isEqualTo(9);
      Map<String, String> found = new TreeMap<>();
      Map<String, String> told = reasons(copy.report().guards());
      wanted.keySet().forEach(claim -> found.put(claim, reason(told, claim)));
      assertThat(found).isEqualTo(wanted);
    }
  }

  private static String reason(Map<String, String> told, String claim) {
    return told.getOrDefault("*." + claim, told.getOrDefault(claim, "blocked"));
  }

  private static Map<String, String> reasons(GuardReport report) {
    Map<String, String> reasons = new TreeMap<>();
    report
        .sample()
        .forEach(
            guarded ->
                reasons.put(guarded.claim().pattern().toString(), guarded.hit().reason().label()));
    return reasons;
  }

  private static FeedPlan plan(WatchedFile feed) {
    FormatChoice warninglist = FormatChoice.named("misp-warninglist").orElseThrow();
    return feed.plan(
        List.of(WatchedFile.source("c2", feed.file(), GateSettings.DEFAULT)),
        List.of(
            source("benign/tranco-100k-urls.csv.gz", GuardFormats.TOP_LIST),
            source("benign/public_suffix_list.dat.gz", GuardFormats.PUBLIC_SUFFIXES),
            source(WARNINGLISTS + "dynamic-dns.json.gz", warninglist),
            source(WARNINGLISTS + "cloudflare.json", warninglist),
            source(WARNINGLISTS + "public-dns-v4.json.gz", warninglist)));
  }

  private static InFile source(String name, FormatChoice format) {
    Path file = Path.of(System.getProperty("sekisho.data", "absent")).resolve(name);
    assumeTrue(Files.exists(file), "no data");
    return new InFile(
        file, format, new NeverBlockUse(Effect.SUPPRESS, Coverage.NAMES, NeverBlockUse.ALL));
  }
}
