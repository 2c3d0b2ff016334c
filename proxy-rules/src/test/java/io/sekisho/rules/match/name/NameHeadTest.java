package io.sekisho.rules.match.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NameHeadTest {
  private static final int UPPER = Long.SIZE - NameHead.BITS;

  @ParameterizedTest
  @CsvSource({"abcd,abc", "ab,ab", "a,a", "'',''", "A-9_,a-9", "a*b,a", "*ab,''"})
  void aHeadIsTheFirstCharactersThatHostNamesHave(String label, String expected) {
    byte[] bytes = label.getBytes(StandardCharsets.ISO_8859_1);

    int head = NameHead.of(bytes, 0, bytes.length);

    StringBuilder text = new StringBuilder();
    for (int i = 0; i < NameCode.count(head); i++) {
      text.append((char) NameCode.character(head, i));
    }
    assertThat(text).hasToString(expected);
  }

  @Test
  void theHeadIsToldByItsBodyAndTheUpperBitsOfThePlace() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1_000_000; i++) {
      int head = random.nextInt(64_000);
      long body = random.nextLong();

      long place = NameHead.place(head, body);

      assertThat(NameHead.head((int) (place >>> UPPER), body)).isEqualTo(head);
    }
  }

  @Test
  void allHeadsOfOneBodyHavePlacesOfTheirOwn() {
    BitSet upper = new BitSet();
    for (int head = 0; head < 64_000; head++) {
      upper.set((int) (NameHead.place(head, 0x1234_5678_9abc_def1L) >>> UPPER));
    }

    assertThat(upper.cardinality()).isEqualTo(64_000);
  }

  /** As of a feed whose names differ in their beginning alone; in buckets of eight on average. */
  @Test
  void headsThatFollowEachOtherDoNotCrowdIntoABucket() {
    SplittableRandom random = new SplittableRandom(2);
    int crowds = 0;
    for (int round = 0; round < 1_000; round++) {
      int[] names = new int[1 << 7];
      long body = random.nextLong();
      int first = random.nextInt(60_000);
      for (int head = first; head < first + 1_024; head++) {
        names[NameBuckets.bucket(NameHead.place(head, body), 7)]++;
      }
      for (int many : names) {
        crowds += many > 64 ? 1 : 0;
      }
    }

    assertThat(crowds).isLessThan(20);
  }

  /** Bodies by which the first factor changes heads least, as one in thousands does. */
  @ParameterizedTest
  @ValueSource(longs = {0x0001, 0x0003, 0x0005, 0x8001, 0xfffd, 0xffff})
  void noFactorAloneKeepsHeadsTogether(long first) {
    SplittableRandom random = new SplittableRandom(first);
    int crowds = 0;
    for (int round = 0; round < 1_000; round++) {
      int[] names = new int[1 << 6];
      long body = (random.nextLong() & ~(0xffffL << NameHead.BITS)) | first << NameHead.BITS;
      for (int head = 20_000; head < 20_768; head++) {
        names[NameBuckets.bucket(NameHead.place(head, body), 6)]++;
      }
      for (int many : names) {
        crowds += many > 384 ? 1 : 0;
      }
    }

    assertThat(crowds).isZero();
  }
}
