package io.sekisho.proxy.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** As a browser makes them that is led from one listed name to the next. */
final class TenThousandNamesTest {
  private static final int NAMES = 10_000;
  private static final long BYTES_FOR_ONE = 8 << 10;

  private static long heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void stayWithinTheBoundsOfTheCache() throws Exception {
    try (Minting minting = new Minting(InstantSource.system())) {
      minting.use(Optional.of(Authorities.root()));
      minting.serverContext(Authorities.host("first.example")).get(10, TimeUnit.SECONDS);
      long before = heapInUse();

      for (int i = 0; i < NAMES; i++) {
        minting.serverContext(Authorities.host("n" + i + ".example")).get(10, TimeUnit.SECONDS);
      }

      long growth = heapInUse() - before;
      assertThat(minting.count().minted()).isEqualTo(NAMES + 1);
      assertThat(minting.cached()).isEqualTo(ContextCache.MOST);
      assertThat(growth).isLessThan(ContextCache.MOST * BYTES_FOR_ONE);
    }
  }
}
