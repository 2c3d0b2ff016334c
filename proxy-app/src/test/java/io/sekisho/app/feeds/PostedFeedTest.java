package io.sekisho.app.feeds;

import static io.sekisho.app.feeds.PostedFeed.made;
import static io.sekisho.app.feeds.PostedFeed.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.ChangeOutcome.Counts;
import io.sekisho.app.feeds.ChangeOutcome.Reason;
import io.sekisho.app.feeds.ChangeOutcome.Remark;
import io.sekisho.app.feeds.posted.PostedChange;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.guard.Coverage;
import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed that is posted to, from the body to verdicts, over restarts and damage. */
final class PostedFeedTest {
  private static final String ADD_ONE = "{\"add\": [\"one.example\"]}";

  @TempDir private Path directory;
  private PostedFeed feed = PostedFeed.in(Path.of("unset"));

  @BeforeEach
  void place() {
    feed = PostedFeed.in(directory);
  }

  @Test
  void whatIsAddedIsInForceAndWhatIsWithdrawnNoLonger() {
    try (FeedService service = feed.started()) {
      ChangeOutcome.Made added =
          made(service, "{\"add\": [\"one.example\", \"two.example\", \"192.0.2.7:443\"]}");
      boolean hostile = feed.isHostile("www.one.example");
      ChangeOutcome.Made withdrawn =
          made(service, "{\"withdraw\": [\"one.example\", \"nobody.example\"]}");

      assertThat(added.counts()).isEqualTo(new Counts(2, 0, 0, 0, 0));
      assertThat(added.remarks())
          .containsExactly(new Remark(GuardEffect.SUPPRESS, "192.0.2.7:443", "special-purpose"));
      assertThat(hostile).isTrue();
      assertThat(withdrawn.counts()).isEqualTo(new Counts(0, 0, 0, 1, 1));
      assertThat(withdrawn.generation()).isEqualTo(feed.rules().current().number());
      assertThat(feed.isHostile("one.example")).isFalse();
      assertThat(feed.isHostile("two.example")).isTrue();
    }
  }

  @Test
  void aBatchIsInForceAtOnceAndWhatIsInBothListsIsAdded() {
    try (FeedService service = feed.started()) {
      made(service, ADD_ONE);
      List<Boolean> seen = new ArrayList<>();
      feed.rules()
          .onChange(() -> seen.add(feed.isHostile("two.example") == feed.isHostile("one.example")));

      ChangeOutcome.Made both =
          made(
              service,
              "{\"add\": [{\"value\": \"one.example\", \"confidence\": 50}, \"two.example\"],"
                  + " \"withdraw\": [\"one.example\", \"two.example\"]}");

      assertThat(both.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0));
      assertThat(seen).containsExactly(true);
    }
  }

  @Test
  void whatIsClaimedAlreadyChangesNothing() throws IOException {
    try (FeedService service = feed.started()) {
      long first = made(service, ADD_ONE).generation();
      long length = Files.size(feed.log());

      ChangeOutcome.Made again = made(service, ADD_ONE);

      assertThat(again.counts()).isEqualTo(new Counts(0, 0, 1, 0, 0));
      assertThat(again.generation()).isEqualTo(first);
      assertThat(Files.size(feed.log())).isEqualTo(length);
      assertThat(made(service, "{}").counts()).isEqualTo(new Counts(0, 0, 0, 0, 0));
    }
  }

  @Test
  void whatWasPostedIsThereAfterARestartWithoutASnapshot() {
    try (FeedService service = feed.started()) {
      made(service, "{\"add\": [{\"value\": \"one.example\", \"threat\": \"Emotet\"}]}");
      made(service, "{\"add\": [\"two.example\"], \"withdraw\": [\"three.example\"]}");
      made(service, "{\"withdraw\": [\"two.example\"]}");
    }
    PostedFeed next = feed.restarted();

    try (FeedService service = next.started()) {
      assertThat(next.isHostile("one.example")).isTrue();
      assertThat(next.isHostile("two.example")).isFalse();
      assertThat(service.statuses().get(0).standing()).isEqualTo(FeedStatus.Standing.CURRENT);
      assertThat(service.statuses().get(0).copyInForce().orElseThrow().report().accepted())
          .isEqualTo(1);
    }
  }

  @Test
  void anEntryEndsByItsOwnWordAndWithTheOthersOfTheFeed() {
    try (FeedService service = feed.started()) {
      made(
          service,
          "{\"add\": [{\"value\": \"one.example\", \"expires\": \"1h\"}, \"two.example\","
              + " {\"value\": \"three.example\", \"expires\": \"90d\"}]}");

      feed.later(Duration.ofHours(1));
      assertThat(feed.isHostile("one.example")).isFalse();
      assertThat(feed.isHostile("two.example")).isTrue();
      made(service, "{\"add\": [\"four.example\"]}");
      feed.later(Duration.ofDays(30).minusHours(1));

      assertThat(feed.isHostile("two.example")).isFalse();
      assertThat(feed.isHostile("three.example")).isFalse();
      assertThat(feed.isHostile("four.example")).isTrue();
      WatchedFile.await(() -> service.statuses().get(0).alarm(feed.time()).isEmpty());
    }
    PostedFeed next = feed.restarted();
    try (FeedService service = next.started()) {
      assertThat(next.isHostile("four.example")).isTrue();
      assertThat(service.statuses().get(0).copyInForce().orElseThrow().report().accepted())
          .isEqualTo(1);
    }
  }

  @Test
  void whatIsNeverBlockedOrAPublicSuffixIsRefused() {
    NeverBlockSource own =
        new NeverBlockSource.Literal(new Pattern.SubTree(new HostName("own.example")));
    try (FeedService service =
        feed.started(feed.plan(List.of(PostedFeed.source()), List.of(own)))) {

      ChangeOutcome.Made made =
          made(
              service,
              "{\"add\": [\"www.own.example\", \"co.uk\", \"*.com\", \"x y\", \"one.example\"],"
                  + " \"withdraw\": [\"x y\"]}");

      assertThat(made.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0));
      assertThat(made.remarks())
          .extracting(remark -> remark.value() + " " + remark.reason())
          .containsExactly(
              "x y forbidden-character",
              "www.own.example never-block",
              "co.uk public-suffix",
              "*.com canary",
              "x y forbidden-character");
    }
  }

  @Test
  void aGuardThatChangesIsInForceForWhatWasPosted() throws IOException {
    Path list = Files.writeString(directory.resolve("top.txt"), "other.example\n");
    NeverBlockUse suppress =
        new NeverBlockUse(NeverBlockUse.Effect.SUPPRESS, Coverage.NAMES, NeverBlockUse.ALL);
    NeverBlockSource guard = new NeverBlockSource.InFile(list, FormatChoice.DOMAINS, suppress);
    try (FeedService service =
        feed.started(feed.plan(List.of(PostedFeed.source()), List.of(guard)))) {
      made(service, ADD_ONE);

      Files.writeString(list, "one.example\n");
      WatchedFile.await(() -> guarded(service) == 1);
      assertThat(feed.isHostile("one.example")).isFalse();
      Files.writeString(list, "another.example\n");
      WatchedFile.await(() -> guarded(service) == 0);

      assertThat(feed.isHostile("one.example")).isTrue();
    }
  }

  @Test
  void whatIsWithdrawnWhileAGuardCoversItDoesNotComeBackWithoutTheGuard() throws IOException {
    Path list = Files.writeString(directory.resolve("top.txt"), "other.example\n");
    NeverBlockUse suppress =
        new NeverBlockUse(NeverBlockUse.Effect.SUPPRESS, Coverage.NAMES, NeverBlockUse.ALL);
    NeverBlockSource guard = new NeverBlockSource.InFile(list, FormatChoice.DOMAINS, suppress);
    try (FeedService service =
        feed.started(feed.plan(List.of(PostedFeed.source()), List.of(guard)))) {
      made(service, "{\"add\": [\"one.example\", \"two.example\"]}");
      Files.writeString(list, "one.example\ntwo.example\n");
      WatchedFile.await(() -> !feed.isHostile("two.example"));

      ChangeOutcome.Made withdrawn = made(service, "{\"withdraw\": [\"one.example\"]}");
      int guarded = guarded(service);
      Files.writeString(list, "other.example\n");
      WatchedFile.await(() -> feed.isHostile("two.example"));

      assertThat(withdrawn.counts()).isEqualTo(new Counts(0, 0, 0, 0, 1));
      assertThat(guarded).isEqualTo(1);
      assertThat(feed.isHostile("one.example")).isFalse();
    }
  }

  private static int guarded(FeedService service) {
    return service.statuses().get(1).copyInForce().orElseThrow().report().guards().total();
  }

  @Test
  void aTornLastLineAndADamagedOneCostThemselvesAlone() throws IOException {
    try (FeedService service = feed.started()) {
      made(service, ADD_ONE);
    }
    Files.writeString(feed.log(), "no change\n", StandardOpenOption.APPEND);
    try (FeedService service = feed.restarted().started()) {
      made(service, "{\"add\": [\"two.example\"]}");
    }
    Files.writeString(feed.log(), "{\"at\":\"20", StandardOpenOption.APPEND);
    PostedFeed next = feed.restarted();

    try (FeedService service = next.started()) {
      assertThat(next.isHostile("one.example")).isTrue();
      assertThat(next.isHostile("two.example")).isTrue();
      assertThat(service.statuses()).noneMatch(FeedStatus::isFailing);
    }
    assertThat(Files.readString(feed.log())).doesNotContain("no change").endsWith("]}\n");
    assertThat(directory.resolve("state/feeds/soc.changes.damaged"))
        .content()
        .contains("no change");
  }

  @Test
  void aLogThatGrowsIsWrittenAnew() throws IOException {
    try (FeedService service = feed.started()) {
      for (int i = 0; i < 1_000; i++) {
        made(
            service,
            "{\"add\": [\"n" + i + ".example\"], \"withdraw\": [\"n" + (i - 1) + ".example\"]}");
      }

      WatchedFile.await(() -> length() < 60_000);
      made(service, "{\"add\": [\"last.example\"]}");
    }
    PostedFeed next = feed.restarted();
    try (FeedService service = next.started()) {
      assertThat(next.isHostile("n999.example")).isTrue();
      assertThat(next.isHostile("last.example")).isTrue();
      assertThat(next.isHostile("n998.example")).isFalse();
      assertThat(service.statuses()).hasSize(1);
    }
  }

  private long length() {
    try {
      return Files.size(feed.log());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatCannotBeKeptIsNotInForce() throws IOException {
    try (FeedService service = feed.started()) {
      made(service, ADD_ONE);
      Files.delete(feed.log());

      assertThat(refused(service, "{\"add\": [\"two.example\"]}")).isEqualTo(Reason.NO_ROOM);
      assertThat(feed.isHostile("two.example")).isFalse();
      assertThat(feed.isHostile("one.example")).isTrue();
      feed.later(Duration.ofMinutes(6));
      WatchedFile.await(() -> service.statuses().get(0).isFailing());
    }
  }

  @Test
  void aFeedThatIsFullTakesNoMore() {
    try (FeedService service = feed.started()) {
      int most = PostedChange.MOST_ENTRIES;
      made(service, names(0, most));
      made(service, names(most, 2 * most));

      assertThat(refused(service, names(2 * most, 3 * most))).isEqualTo(Reason.NO_ROOM);
      assertThat(feed.isHostile("n" + (2 * most - 1) + ".example")).isTrue();
      assertThat(feed.isHostile("n" + 2 * most + ".example")).isFalse();
    }
  }

  private static String names(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "\"n" + i + ".example\"")
        .collect(Collectors.joining(",", "{\"add\": [", "]}"));
  }

  @Test
  void changesAreMadeInTheOrderInWhichTheyCome() {
    try (FeedService service = feed.started()) {
      List<CompletionStage<ChangeOutcome>> stages = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String key = i % 2 == 0 ? "add" : "withdraw";
        stages.add(service.change("soc", ("{\"" + key + "\": [\"one.example\"]}").getBytes(UTF_8)));
      }

      List<Long> generations =
          stages.stream()
              .map(stage -> stage.toCompletableFuture().join())
              .map(outcome -> outcome.fold(ChangeOutcome.Made::generation, refused -> -1L))
              .toList();

      assertThat(generations).isSorted().doesNotHaveDuplicates().doesNotContain(-1L);
      assertThat(feed.isHostile("one.example")).isFalse();
    }
  }

  @Test
  void onlyAFeedThatIsPostedToCanBeChanged() throws IOException {
    Path file = Files.writeString(directory.resolve("soc.txt"), "one.example\n");
    FeedSource whole = WatchedFile.source("soc", file, GateSettings.DEFAULT);

    try (FeedService service = feed.started(feed.plan(List.of(whole), List.of()))) {
      assertThat(refused(service, ADD_ONE)).isEqualTo(Reason.WHOLE_FEED);
      assertThat(refused(service, "{")).isEqualTo(Reason.MALFORMED);
    }
    try (FeedService service = feed.started(feed.plan(List.of(), List.of()))) {
      assertThat(refused(service, ADD_ONE)).isEqualTo(Reason.UNKNOWN_FEED);
    }
  }

  @Test
  void aFeedThatIsNoLongerConfiguredClaimsNothingAndItsLogStays() {
    FeedPlan plan = feed.plan(List.of(PostedFeed.source()), List.of());
    try (FeedService service = feed.started(plan)) {
      made(service, ADD_ONE);

      service.reload(feed.plan(List.of(), List.of()));
      assertThat(feed.isHostile("one.example")).isFalse();
      service.reload(plan);
      WatchedFile.await(() -> feed.isHostile("one.example"));

      assertThat(made(service, ADD_ONE).counts().unchanged()).isEqualTo(1);
    }
  }

  @Test
  void whoeverOnlyLooksReadsTheLogAndWritesNothing() throws IOException {
    try (FeedService service = feed.started()) {
      made(service, ADD_ONE);
    }
    Files.writeString(feed.log(), "torn", StandardOpenOption.APPEND);
    LiveRules rules = feed.restarted().rules();

    List<FeedStatus> statuses =
        FileFeeds.loadOnce(feed.plan(List.of(PostedFeed.source()), List.of()), rules, feed::time);

    assertThat(WatchedFile.isHostile(rules, "one.example")).isTrue();
    assertThat(statuses.get(0).isFailing()).isFalse();
    assertThat(feed.log()).content().endsWith("torn");
  }

  @Test
  void afterTheEndNothingIsTaken() {
    FeedService service = feed.started();
    service.close();

    assertThat(refused(service, ADD_ONE)).isEqualTo(Reason.UNAVAILABLE);
  }
}
