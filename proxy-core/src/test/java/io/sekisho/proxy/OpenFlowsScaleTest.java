package io.sekisho.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.sekisho.proxy.explicit.Await;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.snapshot.LiveRules;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten thousand open flows under rules of a usual size, on real event loops. */
final class OpenFlowsScaleTest {
  private static final int FLOWS = 10_000;
  private static final int EVERY = 100;
  private static final int LISTED = 100_000;
  private static final int LOOPS = 2;
  private static final int EACH = 20;
  private static final int ROUNDS = 5;

  /** Loaded machines are slow; what is aimed at is far below a second. */
  private static final Duration SOON = Duration.ofSeconds(3);

  private final LiveRules rules = new LiveRules(InstantSource.system());
  private final OpenFlows flows = new OpenFlows();
  private final EventLoopGroup loops = Transport.best().eventLoops(LOOPS);
  private final Set<Integer> cut = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void haveThemAllOpen() {
    rules.replace(feed("many", LISTED, "listed-%d.example", 1));
    rules.onChange(flows::judgeAnew);
    Treatments alike = Treatments.alike(Flows.treatment(Mode.ENFORCE, Undecided.Handling.RELAY));
    for (int first = 0; first < LOOPS; first++) {
      EventLoop loop = loops.next();
      Judge judge =
          new Judge(rules, alike, new FlowLog(), flows, new Garden(InstantSource.system()));
      for (int i = first; i < FLOWS; i += LOOPS) {
        int number = i;
        loop.execute(() -> open(number, judge, loop));
      }
    }
    Await.until("all are open", () -> flows.count() == FLOWS);
  }

  private void open(int number, Judge judge, EventLoop loop) {
    Inquiry inquiry = judge.open(Flows.FLOW, AnswerPolicy.Stage.TUNNEL);
    String name = "host-" + number + ".example:443";
    inquiry.consider(List.of(new Clue(Clue.Kind.CONNECT_TARGET, Flows.endpoint(name))));
    String address = "192.0." + number % 256 + "." + number / 256 + ":443";
    inquiry.consider(List.of(new Clue(Clue.Kind.RESOLVED_ADDRESS, Flows.endpoint(address))));
    inquiry.consider(List.of(new Clue(Clue.Kind.SNI, Flows.endpoint(name))));
    inquiry.opened(loop, () -> cut.add(number));
  }

  @AfterEach
  void endLoops() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void eachChangeIsInForceForAllOfThemWellWithinASecond() {
    for (int round = 0; round < ROUNDS; round++) {
      int left = FLOWS - (round + 1) * EACH;
      FeedIndex next = feed("new", (round + 1) * EACH, "host-%d.example", EVERY);

      long start = System.nanoTime();
      rules.replace(next);
      Await.until("they are cut", () -> flows.count() == left);
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      assertThat(took).isLessThan(SOON);
    }
    assertThat(cut).hasSize(ROUNDS * EACH).allMatch(number -> number % EVERY == 0);
  }

  private static FeedIndex feed(String name, int size, String pattern, int step) {
    FeedIndex.Builder builder = FeedIndex.builder(name);
    for (int i = 0; i < size; i++) {
      HostName listed = new HostName(pattern.formatted(i * step));
      builder.add(new Indicator(new Pattern.SubTree(listed), name, i, null, 90, null));
    }
    return builder.build();
  }
}
