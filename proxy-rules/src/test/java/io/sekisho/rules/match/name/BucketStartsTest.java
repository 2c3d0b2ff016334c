package io.sekisho.rules.match.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BucketStartsTest {
  @Test
  void eachBucketBeginsWhereItWasSaidTo() {
    SplittableRandom random = new SplittableRandom(1);
    for (int count = 1; count < 100; count++) {
      BucketStarts.Packer packer = new BucketStarts.Packer();
      int[] expected = new int[count];
      int at = 0;
      for (int i = 0; i < count; i++) {
        expected[i] = at;
        packer.add(at);
        at += 2 * random.nextInt(4_000);
      }
      BucketStarts starts = new BucketStarts(packer.join());

      for (int i = 0; i < count; i++) {
        assertThat(starts.of(i)).isEqualTo(expected[i]);
      }
    }
  }

  @Test
  void bucketsThatAreFarTooLargeAreRefused() {
    BucketStarts.Packer packer = new BucketStarts.Packer();
    packer.add(0);

    assertThatIllegalStateException()
        .isThrownBy(() -> packer.add(1 << 17))
        .withMessageContaining("16 buckets");
  }
}
