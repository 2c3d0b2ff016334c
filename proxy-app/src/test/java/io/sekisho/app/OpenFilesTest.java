package io.sekisho.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenFilesTest {

  @ParameterizedTest
  @CsvSource({"1024, 512, false", "1023, 512, true", "4096, 20000, true"})
  void eachConnectionMayNeedTwo(long allowed, int connections, boolean tooFew) {
    assertThat(OpenFiles.shortage(connections, OptionalLong.of(allowed)).isPresent())
        .isEqualTo(tooFew);
  }

  @Test
  void aSystemThatDoesNotTellIsNotDoubted() {
    assertThat(OpenFiles.shortage(Integer.MAX_VALUE, OptionalLong.empty())).isEmpty();
  }
}
