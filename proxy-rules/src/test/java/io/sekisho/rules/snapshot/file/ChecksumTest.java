package io.sekisho.rules.snapshot.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChecksumTest {
  private static final int MEBIBYTE = 1 << 20;

  /** RFC 3720, B.4 gives the polynomial; the check value is that of the nine digits. */
  @Test
  void theCheckValueOfTheAlgorithmComesOut() {
    ByteBuffer digits = ByteBuffer.wrap("123456789".getBytes(StandardCharsets.US_ASCII));

    assertThat(Checksum.of(digits)).isEqualTo(0xe306_9283);
  }

  @ParameterizedTest
  @ValueSource(ints = {8 * MEBIBYTE - 1, 8 * MEBIBYTE, 12 * MEBIBYTE, 17 * MEBIBYTE + 12_345})
  void aLongBufferGivesWhatItGivesInOnePiece(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    CRC32C whole = new CRC32C();
    whole.update(bytes);

    int checksum = Checksum.of(ByteBuffer.wrap(bytes));

    assertThat(checksum).isEqualTo((int) whole.getValue());
  }
}
