package io.sekisho.app.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules that are kept in a directory, from a start to an end. */
final class KeptRun implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ChangeJournal.Limits SMALL = new ChangeJournal.Limits(1 << 18, 1 << 20);
  private static final SnapshotKeeper.Pauses HASTE =
      new SnapshotKeeper.Pauses(Duration.ofMillis(5), Duration.ZERO);

  private final Path state;
  private final Instant now;
  private final LiveRules rules;
  private final ChangeJournal journal;
  private final SnapshotKeeper keeper;

  private KeptRun(Path state, Instant now, ChangeJournal.Limits limits) {
    this.state = state;
    this.now = now;
    InstantSource clock = InstantSource.fixed(now);
    this.rules = new LiveRules(clock);
    this.journal = new ChangeJournal(state.resolve("rules.snapshot"), limits);
    this.keeper = new SnapshotKeeper(new KeptClaims(journal, rules, clock), HASTE);
  }

  /** Starts at noon, with one feed that is wanted. */
  static KeptRun in(Path state) {
    return in(state, NOON, Set.of("c2"));
  }

  static KeptRun in(Path state, Instant now, Set<String> feeds) {
    KeptRun run = new KeptRun(state, now, SMALL);
    boolean unused = run.keeper.restore(feeds);
    return run;
  }

  /** The same with a journal of these limits. */
  static KeptRun in(Path state, ChangeJournal.Limits limits) {
    KeptRun run = new KeptRun(state, NOON, limits);
    boolean unused = run.keeper.restore(Set.of("c2"));
    return run;
  }

  /** A snapshot of these names, and the end of the process that wrote it. */
  static void leave(Path state, String... names) {
    try (KeptRun run = in(state)) {
      run.claim("c2", names);
      run.awaitSnapshot();
    }
  }

  /** What time it is in this run, from its beginning to its end. */
  Instant now() {
    return now;
  }

  LiveRules rules() {
    return rules;
  }

  SnapshotKeeper keeper() {
    return keeper;
  }

  SnapshotStatus status() {
    return keeper.status();
  }

  /** Has a feed claim these names, and nothing else. */
  void claim(String feed, String... names) {
    claim(feed, null, List.of(names));
  }

  void claim(String feed, @Nullable Instant end, List<String> names) {
    Optional<FeedIndex> before = rules.current().feed(feed);
    FeedIndex.Builder next =
        before.map(FeedIndex::successor).orElseGet(() -> FeedIndex.builder(feed));
    for (String name : names) {
      next.add(new Indicator(new Pattern.SubTree(new HostName(name)), feed, 1, "Emotet", 90, end));
    }
    rules.replace(next.build());
  }

  boolean isHostile(String name) {
    return isHostile(rules, name);
  }

  static boolean isHostile(LiveRules rules, String name) {
    Clue clue = new Clue(Clue.Kind.LOOKUP, Endpoint.parse(name + ":443").orElseThrow());
    return rules.decide(Evidence.of(clue)).isHostile();
  }

  /** Waits until all that has changed is on disk, behind a snapshot of this run's own. */
  void awaitKept() {
    await(() -> status().compactions().count() > 0 && journal.isEnough());
  }

  /** Waits until all that has changed is on disk. */
  void awaitJournal() {
    await(journal::isEnough);
  }

  /** Waits until all that has changed is in a snapshot. */
  void awaitSnapshot() {
    await(() -> status().compactions().count() > 0 && rules.current().claims().levels() == 1);
  }

  static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited %s", PATIENCE).isLessThan(until);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  /** What would be there if the process were killed now. */
  Path copyTo(Path copy) throws IOException {
    Files.createDirectories(copy);
    try (Stream<Path> files = Files.list(state)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  @Override
  public void close() {
    keeper.close();
  }
}
