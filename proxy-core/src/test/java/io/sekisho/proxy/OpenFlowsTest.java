package io.sekisho.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Policy;
import io.sekisho.rules.Verdict;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class OpenFlowsTest {
  private static final long DECISION_MICROS = 100;
  private static final long SLICE_MICROS = 600;

  private final FlowLog log = new FlowLog();
  private final OpenFlows flows = new OpenFlows();
  private final MockTicker ticker = Ticker.newMockTicker();
  private final EmbeddedChannel channel = EmbeddedChannel.builder().ticker(ticker).build();
  private final EventLoop loop = channel.eventLoop();
  private final List<String> listed = new ArrayList<>();
  private final List<String> judged = new ArrayList<>();
  private final List<String> cut = new ArrayList<>();

  @Test
  void whatIsListedIsCutAndToldAndNothingElse() {
    open("a.example", Mode.ENFORCE);
    open("b.example", Mode.ENFORCE);
    open("c.example", Mode.ENFORCE);

    change("b.example");
    channel.runPendingTasks();

    assertThat(cut).containsExactly("b.example");
    assertThat(log.lines()).containsExactly("decided SNI RESET");
    assertThat(flows.count()).isEqualTo(2);
  }

  @Test
  void whatIsOnlyObservedIsToldOnceAndGoesOn() {
    open("a.example", Mode.OBSERVE);

    change("a.example");
    channel.runPendingTasks();
    change("b.example");
    channel.runPendingTasks();

    assertThat(cut).isEmpty();
    assertThat(log.lines()).containsExactly("decided SNI OBSERVE");
    assertThat(flows.count()).isEqualTo(1);
  }

  @Test
  void whatHasLeftIsNotJudged() {
    OpenFlow flow = open("a.example", Mode.ENFORCE);
    change("a.example");

    flow.leave();
    flow.leave();
    channel.runPendingTasks();

    assertThat(judged).isEmpty();
    assertThat(flows.count()).isZero();
  }

  @Test
  void whoeverWasJudgedByOlderRulesIsJudgedOnceMoreWhenItEnters() {
    Inquiry early = inquiry("a.example", Mode.ENFORCE);
    change("a.example");
    channel.runPendingTasks();
    Inquiry late = inquiry("b.example", Mode.ENFORCE);

    enter("a.example", early);
    enter("b.example", late);
    channel.runPendingTasks();

    assertThat(cut).containsExactly("a.example");
    assertThat(judged).containsExactly("a.example");
  }

  @Test
  void whoeverLeavesBeforeItIsJudgedOnceMoreIsNot() {
    Inquiry early = inquiry("a.example", Mode.ENFORCE);
    change("a.example");

    enter("a.example", early).leave();
    channel.runPendingTasks();

    assertThat(judged).isEmpty();
    assertThat(cut).isEmpty();
  }

  @Test
  void severalChangesAtOnceAreOneSweep() {
    open("a.example", Mode.ENFORCE);
    open("b.example", Mode.ENFORCE);

    change("x.example");
    change("y.example");
    change("z.example");
    channel.runPendingTasks();

    assertThat(judged).containsExactly("a.example", "b.example");
  }

  @Test
  void aSweepLeavesTheLoopTimeForOtherWork() {
    for (int i = 0; i < 20; i++) {
      open("f" + i + ".example", Mode.ENFORCE);
    }
    change("f19.example");

    channel.runPendingTasks();

    assertThat(judged).hasSizeBetween(1, (int) (SLICE_MICROS / DECISION_MICROS));
    runToTheEnd();
    assertThat(judged).hasSize(20).doesNotHaveDuplicates();
    assertThat(cut).containsExactly("f19.example");
  }

  @Test
  void whatComesAndGoesWhileASweepRestsAndAnotherChangeMissNobody() {
    List<OpenFlow> open = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      open.add(open("f" + i + ".example", Mode.ENFORCE));
    }
    change("f19.example");
    channel.runPendingTasks();

    open.get(0).leave();
    open.get(18).leave();
    open("late.example", Mode.ENFORCE);
    change("f1.example");
    change("late.example");
    runToTheEnd();

    assertThat(cut).containsExactlyInAnyOrder("f19.example", "f1.example", "late.example");
    assertThat(flows.count()).isEqualTo(16);
  }

  @Test
  void aFlowThatCannotBeCutKeepsNoOtherFromIt() {
    Inquiry broken = inquiry("a.example", Mode.ENFORCE);
    broken.opened(
        loop,
        () -> {
          throw new IllegalStateException("cannot be cut");
        });
    open("b.example", Mode.ENFORCE);

    listed.add("a.example");
    change("b.example");
    runToTheEnd();

    assertThat(cut).containsExactly("b.example");
  }

  private void runToTheEnd() {
    for (int i = 0; i < 100; i++) {
      ticker.advance(1, TimeUnit.MILLISECONDS);
      channel.runPendingTasks();
    }
  }

  private void change(String alsoListed) {
    listed.add(alsoListed);
    flows.judgeAnew();
  }

  private OpenFlow open(String name, Mode mode) {
    return enter(name, inquiry(name, mode));
  }

  private OpenFlow enter(String name, Inquiry inquiry) {
    return inquiry.opened(loop, () -> cut.add(name));
  }

  /** An inquiry about a name that is not listed yet; that it was told is forgotten. */
  private Inquiry inquiry(String name, Mode mode) {
    Treatments alike = Treatments.alike(Flows.treatment(mode, Undecided.Handling.RELAY));
    Inquiry inquiry =
        new Judge(policy(), alike, log, flows, new Garden(InstantSource.system()))
            .open(Flows.FLOW, AnswerPolicy.Stage.TUNNEL);
    inquiry.consider(List.of(new Clue(Clue.Kind.SNI, Flows.endpoint(name + ":443"))));
    log.lines().clear();
    judged.clear();
    return inquiry;
  }

  /** Its decisions take their time, by the loop's clock. */
  private Policy policy() {
    return evidence -> {
      ticker.advance(DECISION_MICROS, TimeUnit.MICROSECONDS);
      Clue clue = evidence.clues().get(0);
      String name = clue.destination().host().toString();
      judged.add(name);
      return listed.contains(name)
          ? new Verdict.Hostile(List.of(Flows.match(clue)))
          : Verdict.clean();
    };
  }
}
