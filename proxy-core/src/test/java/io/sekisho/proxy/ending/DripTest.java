package io.sekisho.proxy.ending;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class DripTest {

  @Test
  void theRecordIsLongerThanAllThatComesOfIt() {
    byte[] bytes = all(Drip.TLS);
    int promised = Unpooled.wrappedBuffer(bytes).getUnsignedShort(3);
    int message = Unpooled.wrappedBuffer(bytes).getUnsignedMedium(6);

    assertThat(bytes).startsWith(22, 3, 3);
    assertThat(promised).isEqualTo(1 << 14);
    assertThat(message).isEqualTo(promised - 4);
    assertThat(bytes.length).isLessThan(5 + promised);
  }

  @Test
  void theHeaderSectionIsAnErrorAndDoesNotEnd() {
    String text = new String(all(Drip.HTTP), StandardCharsets.ISO_8859_1);

    assertThat(text)
        .startsWith("HTTP/1.1 503 Service Unavailable\r\nX-Wait: 1\r\nX-Wait: 1\r\n")
        .doesNotContain("\r\n\r\n");
  }

  @Test
  void theLineDoesNotEnd() {
    assertThat(new String(all(Drip.LINE), StandardCharsets.ISO_8859_1)).doesNotContain("\n");
  }

  @Test
  void nothingHasNoBytes() {
    assertThat(Drip.NOTHING.goesOnAfter(0)).isFalse();
  }

  private static byte[] all(Drip drip) {
    byte[] bytes = new byte[Drip.LENGTH];
    int count = 0;
    while (drip.goesOnAfter(count)) {
      bytes[count] = drip.at(count);
      count++;
    }
    assertThat(count).isEqualTo(Drip.LENGTH);
    return bytes;
  }
}
