package io.sekisho.app.feeds;

import io.sekisho.app.feeds.ChangeOutcome.Reason;
import io.sekisho.app.feeds.FeedSource.Requirement;
import io.sekisho.app.feeds.FeedStatus.Role;
import io.sekisho.app.feeds.LastGoodCopies.Access;
import io.sekisho.app.feeds.http.ConfiguredNames;
import io.sekisho.app.feeds.http.HttpDownload;
import io.sekisho.app.feeds.http.HttpSource;
import io.sekisho.app.feeds.posted.PostedChange;
import io.sekisho.app.feeds.reading.ReadingBasis;
import io.sekisho.rules.feed.EmptyHandling;
import io.sekisho.rules.feed.FeedReader;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.NeverBlockList;
import io.sekisho.rules.snapshot.LiveRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Everything that is read for one plan: never-block first, then the feeds in their order. */
final class FeedInputs {
  private static final GateSettings NEVER_BLOCK_GATE =
      new GateSettings(EmptyHandling.ACCEPT, GateSettings.DEFAULT_MAX_SHRINK_PERCENT);

  private final FeedPlan plan;
  private final LiveRules rules;
  private final InstantSource clock;
  private final NeverBlockEntries neverBlock;
  private final List<FeedInput> inputs = new ArrayList<>();
  private final List<Supplier<FeedStatus>> standings = new ArrayList<>();
  private final Map<String, PostedInput> posted = new LinkedHashMap<>();
  private final List<FileInput> lists = new ArrayList<>();
  private final List<FileInput> files = new ArrayList<>();
  private final List<WebInput> web = new ArrayList<>();
  private final Lock judging = new ReentrantLock();
  private final Set<FileInput> covered = new HashSet<>();
  private int applied;
  private final ConfiguredNames names;
  private boolean closed;

  FeedInputs(FeedPlan plan, LiveRules rules, InstantSource clock, Access access) {
    this.plan = plan;
    this.rules = rules;
    this.clock = clock;
    this.neverBlock =
        new NeverBlockEntries(
            neverBlock(plan).flatMap(source -> source.fold(f -> Stream.of(), Stream::of)).toList(),
            rules);
    LastGoodCopies feeds = new LastGoodCopies(plan.state().resolve("feeds"), access);
    LastGoodCopies kept = new LastGoodCopies(plan.state().resolve("never-block"), access);
    this.applied = neverBlock.guards().changes();
    this.names = new ConfiguredNames(plan.names());
    neverBlock(plan)
        .flatMap(source -> source.fold(Stream::of, l -> Stream.of()))
        .forEach(file -> add(file, kept));
    plan.feeds().forEach(feed -> add(feed, feeds));
  }

  private static Stream<NeverBlockSource> neverBlock(FeedPlan plan) {
    return plan.neverBlock().stream();
  }

  private void add(NeverBlockSource.InFile source, LastGoodCopies copies) {
    String name = source.file().toString();
    FeedStatus untried =
        FeedStatus.untried(
            name, Role.NEVER_BLOCK, Requirement.OPTIONAL, FeedSource.DEFAULT_REFRESH);
    CopyLoader loader =
        new CopyLoader(
            new FeedReader(NeverBlockList.settings(source.format())),
            NEVER_BLOCK_GATE,
            new LoadProgress(name),
            LastReading.unkept(Optional::empty));
    FeedInputParts parts =
        new FeedInputParts(untried, loader, good -> neverBlock.replace(source, good.copy()));
    lists.add(
        watch(source.file(), new FeedInput(parts, copies, clock), FeedSource.DEFAULT_REFRESH));
  }

  private void add(FeedSource source, LastGoodCopies copies) {
    Runnable follow =
        source
            .location()
            .fold(
                inFile ->
                    () -> files.add(watch(inFile.file(), input(source, copies), source.refresh())),
                onWeb -> () -> follow(onWeb.source(), input(source, copies), copies),
                api -> () -> take(source, copies));
    follow.run();
  }

  private void take(FeedSource source, LastGoodCopies copies) {
    PostedClaims claims = new PostedClaims(source, rules, neverBlock.guards()::current, clock);
    PostedLog log = new PostedLog(source.name(), copies);
    PostedInput input = new PostedInput(source, new PostedInput.Parts(claims, log, rules, clock));
    posted.put(source.name(), input);
    standings.add(input::status);
  }

  private FeedInput input(FeedSource source, LastGoodCopies copies) {
    FeedStatus untried =
        FeedStatus.untried(source.name(), Role.FEED, source.required(), source.refresh());
    CopyLoader loader =
        new CopyLoader(
            new FeedReader(source.settings(), source.gate(), neverBlock.guards()::current),
            source.gate(),
            new LoadProgress(source.name()),
            new LastReading(
                () -> rules.current().feed(source.name()),
                copies.reading(source.name()),
                ReadingBasis.settings(source.settings(), source.gate(), origin(source))));
    FeedInputParts parts =
        new FeedInputParts(untried, loader, good -> rules.replace(good.read().index()));
    return new FeedInput(parts, copies, clock);
  }

  private static String origin(FeedSource source) {
    return source
        .location()
        .fold(inFile -> inFile.file().toString(), onWeb -> onWeb.source().digest(), api -> "");
  }

  private FileInput watch(Path file, FeedInput input, Duration refresh) {
    input.tell(status -> status.with(Attempts.none(file.toString())));
    inputs.add(input);
    standings.add(input::status);
    return new FileInput(new FileOrigin(file, clock), input, refresh);
  }

  private void follow(HttpSource source, FeedInput input, LastGoodCopies copies) {
    input.tell(status -> status.with(Attempts.none(source.shown())));
    inputs.add(input);
    standings.add(input::status);
    Duration refresh = input.status().refresh();
    WebInput.Parts parts =
        new WebInput.Parts(
            source,
            new HttpDownload(source, names, clock),
            new FetchSchedule(refresh, new SplittableRandom()),
            clock,
            judging);
    web.add(new WebInput(parts, input, copies));
  }

  /** The feeds that are asked for over the network. */
  List<WebInput> onWeb() {
    return List.copyOf(web);
  }

  void standAsBefore(List<FeedStatus> before) {
    for (FeedInput input : inputs) {
      before.stream()
          .filter(input.status()::isOfTheSameAs)
          .forEach(same -> input.tell(status -> status.standingAs(same)));
    }
    for (PostedInput input : posted.values()) {
      before.stream()
          .filter(input.status()::isOfTheSameAs)
          .forEach(same -> input.tell(status -> status.standingAs(same)));
    }
  }

  /**
   * Puts in force what needs no reading, and has every feed of which something is in force stand
   * so.
   */
  void begin() {
    change(neverBlock::begin);
    inputs.stream()
        .filter(input -> input.status().role() == Role.FEED)
        .forEach(input -> input.standAsLeft(rules.current().feed(input.status().name())));
    web.forEach(WebInput::standAsLeft);
    files.stream().filter(FileInput::isCovered).forEach(covered::add);
  }

  void loadFirst() {
    loadGuards();
    loadPosted();
    loadMissing();
    loadCovered();
  }

  /** Reads what feeds are guarded by, which has to be there before any of them is read. */
  void loadGuards() {
    change(() -> rules.trust(plan.trust()));
    lists.forEach(list -> list.loadFirst(System.nanoTime()));
    change(this::putNeverBlockInForce);
    applied = neverBlock.guards().changes();
  }

  /** Puts in force what was posted: behind the guards, and before what takes longer to read. */
  void loadPosted() {
    posted.values().forEach(PostedInput::load);
  }

  /** Makes a change that was posted. Any thread. */
  ChangeOutcome change(String feed, PostedChange change) {
    PostedInput input = posted.get(feed);
    if (input != null) {
      return input.change(change);
    }
    return plan.feeds().stream().anyMatch(source -> source.name().equals(feed))
        ? ChangeOutcome.refused(
            Reason.WHOLE_FEED, feed + " is read as a whole: its url is not api:")
        : ChangeOutcome.refused(Reason.UNKNOWN_FEED, "there is no feed " + feed);
  }

  /** Loads the files of which nothing was in force. */
  void loadMissing() {
    files.stream()
        .filter(file -> !covered.contains(file))
        .forEach(file -> file.loadFirst(System.nanoTime()));
  }

  /** Loads the others, whose claims protect meanwhile. */
  void loadCovered() {
    files.stream().filter(covered::contains).forEach(file -> file.loadFirst(System.nanoTime()));
  }

  void reload() {
    lists.forEach(list -> list.reload(System.nanoTime()));
    applyGuards();
    loadPosted();
    files.forEach(file -> file.reload(System.nanoTime()));
  }

  void poll() {
    lists.forEach(list -> list.poll(System.nanoTime()));
    applyGuards();
    posted.values().forEach(PostedInput::tend);
    files.forEach(file -> file.poll(System.nanoTime()));
  }

  /** Guards work while a copy is read, so a change of theirs has every feed read again. */
  private void applyGuards() {
    int current = neverBlock.guards().changes();
    if (current != applied) {
      applied = current;
      loadPosted();
      files.forEach(file -> file.reread(System.nanoTime()));
      web.forEach(WebInput::reread);
    }
  }

  private void putNeverBlockInForce() {
    long generation = neverBlock.complete().number();
    inputs.stream()
        .filter(input -> input.status().role() == Role.NEVER_BLOCK)
        .forEach(input -> input.tell(status -> status.since(generation)));
  }

  private synchronized void change(Runnable step) {
    if (!closed) {
      step.run();
    }
  }

  /** Changes nothing from now on, whatever is still under way, and looks no name up any more. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    inputs.forEach(FeedInput::close);
    posted.values().forEach(PostedInput::close);
    names.close();
  }

  List<FeedStatus> statuses() {
    return standings.stream().map(Supplier::get).toList();
  }
}
