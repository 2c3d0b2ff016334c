package io.sekisho.proxy.explicit.conformance;

import io.sekisho.proxy.explicit.DataPlane;
import java.io.IOException;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged requests: of each, at most the one that was judged comes out of the proxy. */
@ParameterizedClass
@EnumSource(DataPlane.class)
final class MutatedRequestsTest {
  private static final int USUAL_COUNT = 16_000;

  /** What LittleProxy adds is the same for many of them. */
  private static final int CARRIED_COUNT = 4_000;

  private final DataPlane plane;

  MutatedRequestsTest(DataPlane plane) {
    this.plane = plane;
  }

  @Test
  void atMostTheOneRequestThatWasJudgedComesOut() throws Exception {
    long cases =
        new Mutations(plane == DataPlane.NATIVE ? USUAL_COUNT : CARRIED_COUNT)
            .run(() -> new Damaged(plane));

    System.out.println("damaged requests: " + cases);
  }

  /** Requests, damaged by their seed. */
  private static final class Damaged implements Mutations.Subject {
    private static final Pattern AUTHORITY = Pattern.compile("://([^/?\r\n ]*)");

    private final Bench bench;

    Damaged(DataPlane plane) throws IOException {
      bench = Bench.answering(plane, RecordingOrigin::echo);
    }

    @Override
    public void tryWith(long seed) throws Exception {
      SplittableRandom random = new SplittableRandom(seed);
      ValidTraffic traffic = new ValidTraffic(random);
      String valid = traffic.requests(bench.authority());
      String sent = Damage.of(random, valid, traffic.requests(bench.authority()));
      if (leadsToOwnNames(sent)) {
        try {
          RequestTrial.of(bench, sent);
          bench.assertThatOthersAreServed();
        } catch (AssertionError e) {
          throw new AssertionError(sent, e);
        }
      }
    }

    /** Nothing is sent that could be an address, lest it be dialled. */
    private static boolean leadsToOwnNames(String sent) {
      return AUTHORITY
          .matcher(sent)
          .results()
          .map(MatchResult::group)
          .allMatch(authority -> authority.toLowerCase(Locale.ROOT).contains(".test"));
    }

    @Override
    public void close() {
      bench.close();
    }
  }
}
