package io.sekisho.proxy.explicit.conformance;

import io.sekisho.proxy.explicit.DataPlane;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged responses: of each, the client sees at most the one that was meant for it. */
@ParameterizedClass
@EnumSource(DataPlane.class)
final class MutatedResponsesTest {
  private static final int USUAL_COUNT = 8_000;

  /** What LittleProxy adds is the same for many of them. */
  private static final int CARRIED_COUNT = 2_000;

  private final DataPlane plane;

  MutatedResponsesTest(DataPlane plane) {
    this.plane = plane;
  }

  @Test
  void atMostTheOneResponseThatWasMeantComesOut() throws Exception {
    long cases =
        new Mutations(plane == DataPlane.NATIVE ? USUAL_COUNT : CARRIED_COUNT)
            .run(() -> new Damaged(plane));

    System.out.println("damaged responses: " + cases);
  }

  /** Responses, damaged by their seed. */
  private static final class Damaged implements Mutations.Subject {
    private final ResponseTrial trial;

    Damaged(DataPlane plane) throws IOException {
      trial = new ResponseTrial(plane);
    }

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
