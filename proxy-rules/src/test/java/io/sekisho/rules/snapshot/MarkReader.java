package io.sekisho.rules.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Match;
import io.sekisho.rules.Policy;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.snapshot.MarkedBatches.Marks;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Asks rules while batches are put in force, and knows what may be the answer. For one thread. */
final class MarkReader {
  private static final int QUESTIONS = 12;

  private final MarkedBatches batches;
  private final SplittableRandom random;
  private final Set<Long> seen = new TreeSet<>();
  private long latest;

  MarkReader(MarkedBatches batches, long seed) {
    this.batches = batches;
    this.random = new SplittableRandom(seed);
  }

  /** The numbers of the generations that it has met. */
  Set<Long> seen() {
    return seen;
  }

  /** Takes one generation and asks it several questions, then the rules one of several parts. */
  void ask(LiveRules rules) {
    Generation generation = rules.current();
    assertThat(generation.number()).isGreaterThanOrEqualTo(latest);
    latest = generation.number();
    seen.add(latest);
    ask(generation);
    askTogether(rules);
  }

  /** Asks one generation, which may have been in force long ago. */
  void ask(Generation generation) {
    Marks marks = batches.of(generation);
    for (int i = 0; i < QUESTIONS; i++) {
      int spot = random.nextInt(MarkedBatches.SPOTS);
      Answer answer = answer(generation, List.of(spot));

      answer.isOf(marks, spot);
    }
    isNotMissed(generation);
  }

  private void isNotMissed(Generation generation) {
    Spot steady = MarkedBatches.steady(random);

    assertThat(generation.decide(Evidence.of(steady.clue())).against())
        .extracting(match -> match.indicator().feed())
        .containsExactly(MarkedBatches.STEADY);
  }

  /** One decision about many destinations, one of which is claimed in all batches. */
  private void askTogether(LiveRules rules) {
    int first = random.nextInt(MarkedBatches.SPOTS / 2) / 3 * 3;
    List<Integer> spots = IntStream.range(first, first + QUESTIONS).boxed().toList();

    Answer answer = answer(rules, spots);

    Marks marks = answer.marks();
    assertThat(batches.numberOf(marks))
        .as("%s", answer)
        .hasValueSatisfying(number -> assertThat(number).isGreaterThanOrEqualTo(latest));
    spots.forEach(spot -> answer.isOf(marks, spot));
  }

  private Answer answer(Policy asked, List<Integer> spots) {
    List<Clue> clues = spots.stream().map(spot -> MarkedBatches.changing(spot).clue()).toList();
    Instant before = batches.now();
    Verdict verdict = asked.decide(new Evidence(clues));
    return new Answer(before, verdict.against(), batches.now());
  }

  /** What was answered at some time between two. */
  private record Answer(Instant from, List<Match> matches, Instant to) {

    /** What the claims of each feed say; that they all say the same is looked at with it. */
    Marks marks() {
      return new Marks(mark(MarkedBatches.FEEDS.get(0)), mark(MarkedBatches.FEEDS.get(1)));
    }

    private long mark(String feed) {
      Set<String> threats =
          matches.stream()
              .filter(match -> match.indicator().feed().equals(feed))
              .map(match -> match.indicator().knownThreat().orElse(""))
              .collect(Collectors.toSet());
      assertThat(threats).as("%s of %s", feed, this).hasSizeLessThan(2);
      return threats.stream()
          .mapToLong(threat -> Long.parseLong(threat.substring(threat.indexOf('-') + 1)))
          .findAny()
          .orElse(0);
    }

    void isOf(Marks marks, int spot) {
      for (String feed : MarkedBatches.FEEDS) {
        long mark = marks.of(feed);
        Set<String> said = said(feed, spot);
        if (!MarkedBatches.isClaimed(spot, mark) || hasEnded(spot, mark)) {
          assertThat(said).as("%s on %d by %s", feed, spot, marks).isEmpty();
        } else if (!mayHaveEnded(spot, mark)) {
          assertThat(said)
              .as("%s on %d by %s", feed, spot, marks)
              .containsExactly(MarkedBatches.threat(mark));
        }
      }
    }

    private Set<String> said(String feed, int spot) {
      return matches.stream()
          .filter(match -> match.indicator().feed().equals(feed))
          .filter(match -> match.clue().equals(MarkedBatches.changing(spot).clue()))
          .map(match -> match.indicator().knownThreat().orElse(""))
          .collect(Collectors.toSet());
    }

    private boolean hasEnded(int spot, long mark) {
      return MarkedBatches.end(spot, mark).filter(end -> !from.isBefore(end)).isPresent();
    }

    private boolean mayHaveEnded(int spot, long mark) {
      return MarkedBatches.end(spot, mark).filter(end -> !to.isBefore(end)).isPresent();
    }
  }
}
