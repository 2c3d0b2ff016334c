package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A copy that is larger than what reading it may take. */
final class LargeJsonTest {
  private static final long SIZE = 200L << 20;

  /** What may be reachable in the midst of reading, beside what was so before. */
  private static final long ROOM = 64L << 20;

  /** Entries between two looks at the heap. */
  private static final int LOOK = 30_000;

  @Test
  void memoryDoesNotGrowWithTheCopy() throws IOException {
    AtomicLong entries = new AtomicLong();
    AtomicLong most = new AtomicLong();
    long before = reachable();

    FormatChoice.builtIn("stix")
        .orElseThrow()
        .read(
            new Indicators(),
            entry -> {
              if (entries.incrementAndGet() % LOOK == 0) {
                most.accumulateAndGet(reachable() - before, Math::max);
              }
            });

    assertThat(entries.get()).isGreaterThan(3 * LOOK);
    assertThat(most.get()).isPositive().isLessThan(ROOM);
  }

  private static long reachable() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** An envelope of indicators, each with an id and a name of its own, that is never closed. */
  private static final class Indicators extends InputStream {
    private static final String DESCRIPTION = "x".repeat(1_900);

    private byte[] piece = "{\"objects\":[".getBytes(StandardCharsets.UTF_8);
    private int at;
    private long given;
    private int number;

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (at == piece.length) {
        piece = indicator(number++).getBytes(StandardCharsets.UTF_8);
        at = 0;
      }
      int count = given > SIZE ? -1 : Math.min(length, piece.length - at);
      if (count > 0) {
        System.arraycopy(piece, at, into, from, count);
        at += count;
        given += count;
      }
      return count;
    }

    private static String indicator(int number) {
      return "{\"type\":\"indicator\",\"id\":\"indicator--"
          + number
          + "\",\"modified\":\"2026-01-01T00:00:00Z\",\"description\":\""
          + DESCRIPTION
          + "\",\"pattern\":\"[domain-name:value = 'n"
          + number
          + ".example']\"},\n";
    }
  }
}
