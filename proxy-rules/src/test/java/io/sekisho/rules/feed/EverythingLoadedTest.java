package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.feed.format.GuardFormats;
import io.sekisho.rules.guard.Coverage;
import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.guard.GuardReason;
import io.sekisho.rules.guard.GuardSettings;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.guard.ListGuard;
import io.sekisho.rules.guard.SuffixGuard;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is blocked of the names that people rely on once every real feed is loaded at once. */
final class EverythingLoadedTest {
  private static final String RIGHT = "/feeds/rightly-blocked.tsv";
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  @Test
  void noNameIsBlockedThatPeopleRelyOn() throws IOException {
    Set<String> asked = BenignNames.all();
    LiveRules rules = everyFeed(guards());

    Set<String> blocked =
        asked.parallelStream()
            .filter(name -> isBlocked(rules, name))
            .collect(Collectors.toUnmodifiableSet());

    assertThat(blocked).containsExactlyInAnyOrderElementsOf(rightlyBlocked());
  }

  private static boolean isBlocked(LiveRules rules, String name) {
    return rules
        .decide(Evidence.of(site(name, 443), site(name, 80)))
        .fold(clean -> false, exempt -> false, suspect -> false, hostile -> true);
  }

  private static Clue site(String name, int port) {
    return new Clue(Clue.Kind.LOOKUP, new Endpoint(new HostName(name), port));
  }

  private static LiveRules everyFeed(Guards guards) throws IOException {
    LiveRules rules = new LiveRules(CLOCK);
    for (RealFeed feed : RealFeed.all()) {
      if (feed.told() != RealFeed.Told.UNKNOWN) {
        rules.replace(read(feed, guards).index());
      }
    }
    return rules;
  }

  private static FeedReading.Read read(RealFeed feed, Guards guards) throws IOException {
    FormatChoice format = FormatChoice.named(feed.format()).orElseThrow();
    return new FeedReader(FeedSettings.of(feed.file(), format), GateSettings.DEFAULT, () -> guards)
        .read(feed.copy())
        .fold(
            read -> read,
            unreadable -> {
              throw new AssertionError(unreadable.failure().toString());
            });
  }

  private static Guards guards() throws IOException {
    List<ListGuard> lists = new ArrayList<>();
    lists.add(
        list(RealFeed.data(BenignNames.TOP_LIST), GuardFormats.TOP_LIST, GuardReason.POPULAR));
    FormatChoice warninglist = FormatChoice.named("misp-warninglist").orElseThrow();
    for (Path list : BenignNames.siteLists()) {
      lists.add(list(list, warninglist, GuardReason.WARNINGLIST));
    }
    return new Guards(lists, List.of(suffixes()));
  }

  private static ListGuard list(Path file, FormatChoice format, GuardReason reason)
      throws IOException {
    return GuardLists.list(RealFeed.copy(file), format, settings(file, reason), Integer.MAX_VALUE);
  }

  private static SuffixGuard suffixes() throws IOException {
    Path file = RealFeed.data(BenignNames.SUFFIXES);
    return GuardLists.suffixes(
        RealFeed.copy(file),
        GuardFormats.PUBLIC_SUFFIXES,
        settings(file, GuardReason.PUBLIC_SUFFIX));
  }

  private static GuardSettings settings(Path file, GuardReason reason) {
    return new GuardSettings(
        file.getFileName().toString(), reason, GuardEffect.SUPPRESS, Coverage.NAMES);
  }

  /** The names that are blocked, and would be by a human: each stands there with the reason. */
  private static Set<String> rightlyBlocked() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(EverythingLoadedTest.class.getResourceAsStream(RIGHT))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", 2))
          .collect(
              Collectors.toMap(row -> row[0], row -> row[1], (one, other) -> one, TreeMap::new))
          .keySet();
    }
  }
}
