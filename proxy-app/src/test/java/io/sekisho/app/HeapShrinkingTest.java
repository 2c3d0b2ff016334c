package io.sekisho.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeapShrinkingTest {
  @ParameterizedTest
  @CsvSource({"8, 25", "64, 25", "96, 37", "376, 84", "1024, 94", "8192, 99"})
  void aThirdOfTheFirstHeapStays(long firstMebibytes, int mostFree) {
    assertThat(HeapShrinking.mostFree(firstMebibytes << 20)).isEqualTo(mostFree);
  }
}
