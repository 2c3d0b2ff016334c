package io.sekisho.rules.match.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is not known in size before its end, beside arrays that have room for all of it. */
final class GrowingTest {
  private static final int MOST = 3 << 20;

  private final SplittableRandom random = new SplittableRandom(20_261_124);

  @Test
  void bytesComeBackAsTheyWereAdded() {
    GrowingBytes growing = new GrowingBytes(Section.KEY_BYTES, MOST);
    ByteBuffer expected = ByteBuffer.allocate(MOST).order(ByteOrder.LITTLE_ENDIAN);
    while (expected.remaining() > 10_000) {
      addAny(growing, expected);
    }
    assertThat(growing.size()).isEqualTo(expected.position());

    ByteBuffer joined = growing.join(3);

    assertThat(joined).isEqualTo(expected.limit(expected.position() + 3).position(0));
    assertThat(growing.size()).isZero();
    growing.addInt(7);
    assertThat(growing.join(0)).isEqualTo(ByteBuffer.wrap(new byte[] {7, 0, 0, 0}));
  }

  private void addAny(GrowingBytes growing, ByteBuffer expected) {
    int value = random.nextInt();
    switch (random.nextInt(3)) {
      case 0 -> {
        growing.addInt(value);
        expected.putInt(value);
      }
      case 1 -> {
        growing.addChar(value);
        expected.putChar((char) value);
      }
      default -> {
        byte[] some = new byte[random.nextInt(5_000)];
        Arrays.fill(some, (byte) value);
        int count = random.nextInt(some.length + 1);
        growing.add(some, count);
        expected.put(some, 0, count);
      }
    }
  }

  @Test
  void noMoreBytesAreTakenThanASectionMayHave() {
    GrowingBytes growing = new GrowingBytes(Section.KEY_BYTES, 10);
    growing.add(new byte[8], 8);

    assertThatThrownBy(() -> growing.addInt(1))
        .isInstanceOf(TableFullException.class)
        .hasMessage("section KEY_BYTES would take 12 bytes, more than 10");
    growing.addChar(1);
    assertThat(growing.size()).isEqualTo(10);
  }

  @Test
  void numbersComeBackAsTheyWereAdded() {
    long[] expected = random.longs(5_000).toArray();
    GrowingLongs growing = new GrowingLongs();
    for (long value : expected) {
      growing.add(value);
    }

    assertThat(growing.size()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(growing.get(i)).isEqualTo(expected[i]);
    }
  }
}
