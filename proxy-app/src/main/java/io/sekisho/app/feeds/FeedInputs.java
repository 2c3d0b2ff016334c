package io.sekisho.app.feeds;

import io.sekisho.app.feeds.CopyLoader.CopyOrigin;
import io.sekisho.app.feeds.FeedSource.Requirement;
import io.sekisho.app.feeds.FeedStatus.Role;
import io.sekisho.app.feeds.LastGoodCopies.Access;
import io.sekisho.rules.feed.EmptyHandling;
import io.sekisho.rules.feed.FeedReader;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.NeverBlockList;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.snapshot.LiveRules;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Everything that is read for one plan: never-block first, then the feeds in their order. */
final class FeedInputs {
  private static final GateSettings NEVER_BLOCK_GATE =
      new GateSettings(EmptyHandling.ACCEPT, GateSettings.DEFAULT_MAX_SHRINK_PERCENT);

  private final FeedPlan plan;
  private final LiveRules rules;
  private final InstantSource clock;
  private final NeverBlockEntries neverBlock;
  private final List<FeedInput> neverBlockInputs;
  private final List<FeedInput> feedInputs;
  private Guards applied;

  FeedInputs(FeedPlan plan, LiveRules rules, InstantSource clock, Access access) {
    this.plan = plan;
    this.rules = rules;
    this.clock = clock;
    this.neverBlock =
        new NeverBlockEntries(
            neverBlock(plan).flatMap(source -> source.fold(f -> Stream.of(), Stream::of)).toList(),
            rules);
    LastGoodCopies feeds = new LastGoodCopies(plan.state().resolve("feeds"), access);
    LastGoodCopies lists = new LastGoodCopies(plan.state().resolve("never-block"), access);
    this.neverBlockInputs = files().map(parts -> new FeedInput(parts, lists, clock)).toList();
    this.feedInputs = feeds().map(parts -> new FeedInput(parts, feeds, clock)).toList();
    this.applied = neverBlock.guards().current();
  }

  private static Stream<NeverBlockSource> neverBlock(FeedPlan plan) {
    return plan.neverBlock().stream();
  }

  private Stream<FeedInputParts> files() {
    return neverBlock(plan)
        .<NeverBlockSource.InFile>flatMap(source -> source.fold(Stream::of, l -> Stream.of()))
        .map(this::parts);
  }

  private FeedInputParts parts(NeverBlockSource.InFile source) {
    String name = source.file().toString();
    return new FeedInputParts(
        FeedStatus.untried(
            name, Role.NEVER_BLOCK, Requirement.OPTIONAL, FeedSource.DEFAULT_REFRESH),
        new CopyLoader(
            new CopyOrigin(source.file(), clock),
            new FeedReader(NeverBlockList.settings(source.format())),
            NEVER_BLOCK_GATE,
            new LoadProgress(name)),
        FeedSource.DEFAULT_REFRESH,
        good -> neverBlock.replace(source, good.copy()));
  }

  private Stream<FeedInputParts> feeds() {
    return plan.feeds().stream().map(this::parts);
  }

  private FeedInputParts parts(FeedSource source) {
    return new FeedInputParts(
        FeedStatus.untried(source.name(), Role.FEED, source.required(), source.refresh()),
        new CopyLoader(
            new CopyOrigin(source.file(), clock),
            new FeedReader(source.settings(), neverBlock.guards()::current),
            source.gate(),
            new LoadProgress(source.name())),
        source.refresh(),
        good -> rules.replace(good.read().index()));
  }

  void loadFirst() {
    rules.trust(plan.trust());
    neverBlock.putInForce();
    neverBlockInputs.forEach(input -> input.loadFirst(System.nanoTime()));
    applied = neverBlock.guards().current();
    feedInputs.forEach(input -> input.loadFirst(System.nanoTime()));
  }

  void reload() {
    neverBlockInputs.forEach(input -> input.reload(System.nanoTime()));
    applyGuards();
    feedInputs.forEach(input -> input.reload(System.nanoTime()));
  }

  void poll() {
    neverBlockInputs.forEach(input -> input.poll(System.nanoTime()));
    applyGuards();
    feedInputs.forEach(input -> input.poll(System.nanoTime()));
  }

  /** Guards work while a copy is read, so a change of theirs has every feed read again. */
  private void applyGuards() {
    Guards current = neverBlock.guards().current();
    if (current != applied) {
      applied = current;
      feedInputs.forEach(input -> input.rereadInForce(System.nanoTime()));
    }
  }

  List<FeedStatus> statuses() {
    return Stream.concat(neverBlockInputs.stream(), feedInputs.stream())
        .map(FeedInput::status)
        .toList();
  }
}
