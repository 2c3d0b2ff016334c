package io.sekisho.app.feeds;

import io.sekisho.app.feeds.FeedSource.Requirement;
import io.sekisho.app.feeds.FeedStatus.Role;
import io.sekisho.app.feeds.LastGoodCopies.Access;
import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedReader;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.snapshot.LiveRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** One input by itself, without the threads that ask it in service, and the rules that it feeds. */
record LoneInput(FeedInput input, LastGoodCopies copies, LiveRules rules) {
  static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  static final Duration REFRESH = Duration.ofHours(1);

  static LoneInput in(Path state) {
    return in(state, () -> Guards.NONE);
  }

  static LoneInput in(Path state, Supplier<Guards> guards) {
    LiveRules rules = new LiveRules(InstantSource.system());
    FeedReader reader =
        new FeedReader(FeedSettings.of("c2", FormatChoice.DOMAINS), GateSettings.DEFAULT, guards);
    LastGoodCopies copies = new LastGoodCopies(state, Access.READ_AND_WRITE);
    FeedInputParts parts =
        new FeedInputParts(
            FeedStatus.untried("c2", Role.FEED, Requirement.OPTIONAL, REFRESH),
            new CopyLoader(
                reader,
                GateSettings.DEFAULT,
                entries -> {},
                LastReading.unkept(() -> rules.current().feed(reader.settings().name()))),
            good -> rules.replace(good.read().index()));
    return new LoneInput(new FeedInput(parts, copies, () -> NOW), copies, rules);
  }

  static FeedCopy copy(String text) {
    return new FeedCopy("c2.txt", text.getBytes(StandardCharsets.UTF_8), NOW);
  }

  boolean isHostile(String name) {
    return WatchedFile.isHostile(rules, name);
  }
}
