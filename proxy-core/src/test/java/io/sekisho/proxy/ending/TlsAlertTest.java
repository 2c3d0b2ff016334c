package io.sekisho.proxy.ending;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TlsAlertTest {

  @ParameterizedTest
  @CsvSource({
    "1603010200, 15030100020270",
    "1603030200, 15030300020270",
    "16030402, 15030300020270",
    "160300, 15030000020270",
    "1603, 15030100020270",
    "16, 15030100020270"
  })
  void itHasTheVersionOfTheRecordThatItAnswers(String said, String alert) {
    ByteBuf out = Unpooled.buffer();

    TlsAlert.write(bytes(said), out);

    assertThat(ByteBufUtil.hexDump(out)).isEqualTo(alert);
  }

  @ParameterizedTest
  @CsvSource({"16, true", "1603, true", "160301, true", "1604, false", "47, false", "'', false"})
  void onlyAHandshakeIsAnsweredWithIt(String said, boolean fits) {
    assertThat(TlsAlert.fits(bytes(said))).isEqualTo(fits);
  }

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex));
  }
}
