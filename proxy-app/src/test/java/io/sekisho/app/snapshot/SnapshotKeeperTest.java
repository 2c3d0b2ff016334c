package io.sekisho.app.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.Amendment;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start finds of what was in force before it. */
final class SnapshotKeeperTest {
  @TempDir private Path state;
  @TempDir private Path elsewhere;

  @Test
  void withNothingLeftThereIsNothingToGoOnFrom() {
    try (KeptRun run = KeptRun.in(state)) {
      assertThat(run.status()).isEqualTo(SnapshotStatus.NONE);
      assertThat(run.isHostile("one.example")).isFalse();
    }
  }

  @Test
  void whatWasInForceIsInForceBeforeAnyFeedIsRead() {
    KeptRun.leave(state, "one.example", "two.example");

    try (KeptRun next = KeptRun.in(state)) {
      assertThat(next.isHostile("www.one.example")).isTrue();
      assertThat(next.isHostile("two.example")).isTrue();
      assertThat(next.isHostile("three.example")).isFalse();
      assertThat(next.status().time()).contains(KeptRun.NOON);
      assertThat(next.rules().current().feed("c2").orElseThrow().entries()).isEqualTo(2);
    }
  }

  @Test
  void changesSinceTheSnapshotComeBackFromTheJournalHoweverTheProcessEnded() throws IOException {
    KeptRun.leave(state, "one.example", "two.example");
    try (KeptRun run = KeptRun.in(state)) {
      run.claim("c2", "two.example", "three.example");
      run.claim("c2", "three.example", "four.example");

      try (KeptRun next = KeptRun.in(run.copyTo(elsewhere.resolve("killed")))) {
        assertThat(List.of("one", "two", "three", "four"))
            .filteredOn(name -> next.isHostile(name + ".example"))
            .containsExactly("three", "four");
        assertThat(next.rules().current().feed("c2").orElseThrow().entries()).isEqualTo(2);
      }
    }
  }

  @Test
  void eachOfManyStartsGoesOnWhereTheLastOneEnded() {
    KeptRun.leave(state, "n0.example");
    for (int i = 1; i < 20; i++) {
      try (KeptRun run = KeptRun.in(state)) {
        run.claim("c2", "n" + i + ".example");
      }
    }

    try (KeptRun next = KeptRun.in(state)) {
      assertThat(IntStream.range(0, 20).filter(i -> next.isHostile("n" + i + ".example")))
          .containsExactly(19);
    }
  }

  @Test
  void aFeedThatIsWantedNoMoreDoesNotComeBack() {
    try (KeptRun run = KeptRun.in(state, KeptRun.NOON, Set.of("c2", "other"))) {
      run.claim("c2", "one.example");
      run.claim("other", "two.example");
      run.awaitSnapshot();
    }
    try (KeptRun without = KeptRun.in(state)) {
      assertThat(without.isHostile("one.example")).isTrue();
      assertThat(without.isHostile("two.example")).isFalse();
    }

    try (KeptRun again = KeptRun.in(state, KeptRun.NOON, Set.of("c2", "other"))) {
      assertThat(again.isHostile("two.example")).isFalse();
      assertThat(again.rules().current().claims().feeds()).containsExactly("c2");
    }
  }

  @Test
  void whatHasEndedMeanwhileDoesNotBlock() {
    try (KeptRun run = KeptRun.in(state)) {
      run.claim("c2", KeptRun.NOON.plus(Duration.ofMinutes(30)), List.of("one.example"));
      run.awaitSnapshot();
      run.claim(
          "c2", KeptRun.NOON.plus(Duration.ofMinutes(40)), List.of("one.example", "two.example"));
    }

    try (KeptRun early = KeptRun.in(state, KeptRun.NOON.plusSeconds(60), Set.of("c2"))) {
      assertThat(early.isHostile("one.example")).isTrue();
      assertThat(early.isHostile("two.example")).isTrue();
    }
    try (KeptRun late = KeptRun.in(state, KeptRun.NOON.plusSeconds(3600), Set.of("c2"))) {
      assertThat(late.isHostile("one.example")).isFalse();
      assertThat(late.isHostile("two.example")).isFalse();
    }
  }

  @Test
  void aFeedThatHasEndedAsAWholeDoesNotBlock() {
    try (KeptRun run = KeptRun.in(state)) {
      run.claim("c2", "one.example");
      run.rules()
          .replace(
              run.rules()
                  .current()
                  .feed("c2")
                  .orElseThrow()
                  .until(KeptRun.NOON.plus(Duration.ofHours(1))));
      run.awaitSnapshot();
    }

    try (KeptRun late = KeptRun.in(state, KeptRun.NOON.plus(Duration.ofHours(2)), Set.of("c2"))) {
      assertThat(late.isHostile("one.example")).isFalse();
    }
  }

  @Test
  void levelsThatHaveBecomeTooManyAreMergedIntoASnapshotOfAll() {
    KeptRun.leave(state, names(0, 100));
    try (KeptRun run = KeptRun.in(state)) {
      run.claim("c2", names(0, 10_000));
      run.awaitSnapshot();

      assertThat(run.rules().current().claims().levels()).isOne();
      assertThat(run.isHostile("n9999.example")).isTrue();
    }

    try (KeptRun next = KeptRun.in(state)) {
      assertThat(next.isHostile("n9999.example")).isTrue();
      assertThat(next.rules().current().feed("c2").orElseThrow().entries()).isEqualTo(10_000);
    }
  }

  @Test
  void manySingleChangesAreTidiedWithoutASnapshot() {
    KeptRun.leave(state, "one.example");
    try (KeptRun run = KeptRun.in(state, ChangeJournal.Limits.DEFAULT)) {
      LiveRules rules = run.rules();
      for (int i = 0; i < 1_500; i++) {
        Amendment next = rules.current().feed("c2").orElseThrow().amended();
        next.add(new Indicator(subTree("n" + i + ".example"), "c2", 1, null, 90, null));
        rules.replace(next.build());
      }

      KeptRun.await(() -> !rules.current().claims().isWorthSettling());

      assertThat(run.status().compactions().count()).isZero();
      assertThat(run.isHostile("n0.example")).isTrue();
      assertThat(run.isHostile("n1499.example")).isTrue();
    }
  }

  private static Pattern subTree(String name) {
    return new Pattern.SubTree(new HostName(name));
  }

  @Test
  void aChangeThatTheJournalDoesNotTakeIsInTheNextSnapshot() {
    KeptRun.leave(state, "one.example");
    try (KeptRun run = KeptRun.in(state)) {
      run.claim("c2", names(0, 20_000));
      run.claim("c2", names(0, 20_001));
      run.awaitKept();
      run.claim("c2", names(0, 20_002));
    }

    try (KeptRun next = KeptRun.in(state)) {
      assertThat(next.isHostile("one.example")).isFalse();
      assertThat(next.rules().current().feed("c2").orElseThrow().entries()).isEqualTo(20_002);
    }
  }

  @Test
  void aJournalThatHasBecomeLongGivesWayToASnapshot() {
    KeptRun.leave(state, "one.example");
    try (KeptRun run = KeptRun.in(state)) {
      for (int i = 1; run.status().compactions().count() == 0; i++) {
        run.claim("c2", names(i * 2_000, i * 2_000 + 2_000));
      }

      KeptRun.await(() -> run.keeper().journalBytes() < 1 << 18);
    }
  }

  @Test
  void onlyItsOwnerMayReadWhatIsKept() throws IOException {
    KeptRun.leave(state, "one.example");

    assertThat(Files.getPosixFilePermissions(state.resolve("rules.snapshot")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  private static String[] names(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "n" + i + ".example").toArray(String[]::new);
  }
}
