package io.sekisho.proxy.explicit.conformance;

import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Damaged responses: of each, the client sees at most the one that was meant for it. */
final class MutatedResponsesTest {
  private static final int USUAL_COUNT = 8_000;

  @Test
  void atMostTheOneResponseThatWasMeantComesOut() throws Exception {
    long cases = new Mutations(USUAL_COUNT).run(Damaged::new);

    System.out.println("damaged responses: " + cases);
  }

  /** Responses, damaged by their seed. */
  private static final class Damaged implements Mutations.Subject {
    private final ResponseTrial trial = new ResponseTrial();

    Damaged() throws IOException {}

    @Override
    public void tryWith(long seed) throws Exception {
      SplittableRandom random = new SplittableRandom(seed);
      ValidTraffic traffic = new ValidTraffic(random);
      String given = Damage.of(random, traffic.response(), traffic.response());
      try {
        trial.of(given);
      } catch (AssertionError e) {
        throw new AssertionError(given, e);
      }
    }

    @Override
    public void close() {
      trial.close();
    }
  }
}
