package io.sekisho.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sekisho.proxy.gateway.FirstLine.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FirstLineTest {
  private static final int LONGEST = 64;
  private static final int CASES = 20_000;
  private static final String[] PIECES = {
    "GET",
    "get",
    "BREW",
    " ",
    "\t",
    "\r\n",
    "\n",
    "\r",
    "/",
    "HTTP/1.1",
    "http/2",
    "\0",
    "\26\3\1",
    "x"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n",
        "GET /",
        "\r\n\r\nPOST /x HTTP/1.1\r\n",
        " GET / HTTP/1.1\r\n",
        "GET\u000b/ HTTP/1.1\r\n",
        "GET\r\n",
        "CONNECT a.test:443 HTTP/1.1\r\n",
        "PRI * HTTP/2.0\r\n",
        "BREW /pot HTTP/1.1\r\n",
        "brew\r/pot http/1.1\n",
        "M-SEARCH * HTTP/1.1\r\n"
      })
  void whatAServerMightTakeForARequestIsOne(String text) {
    assertThat(inPieces(text)).isEqualTo(Reading.HTTP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\26\3\1\2\0",
        "\0binary",
        "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n",
        "EHLO mail.test\r\n",
        "{\"json\": true}",
        "a word and no version\n"
      })
  void everythingElseIsNone(String text) {
    assertThat(inPieces(text)).isEqualTo(Reading.OTHER);
  }

  @Test
  void aLineThatIsTooLongIsLeftToTheEngineUnlessItIsOneWord() {
    assertThat(read("a".repeat(LONGEST - 1))).isEqualTo(Reading.NEEDS_MORE);
    assertThat(read("a".repeat(LONGEST))).isEqualTo(Reading.OTHER);
    assertThat(read("a " + "b".repeat(LONGEST))).isEqualTo(Reading.HTTP);
    assertThat(read("\r\n".repeat(LONGEST))).isEqualTo(Reading.HTTP);
  }

  @Test
  void howTheBytesAreCutChangesNothing() {
    Random random = new Random(1);
    for (int i = 0; i < CASES; i++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(6); piece >= 0; piece--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }

      assertThat(inPieces(text.toString())).as("%s", text).isEqualTo(read(text.toString()));
    }
  }

  private static Reading read(String text) {
    ByteBuf in = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    return new FirstLine(LONGEST).read(in);
  }

  /** One byte after the other, until it is clear what it is. */
  private static Reading inPieces(String text) {
    FirstLine line = new FirstLine(LONGEST);
    ByteBuf in = Unpooled.buffer();
    for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
      in.writeByte(b);
      Reading reading = line.read(in);
      if (reading != Reading.NEEDS_MORE) {
        return reading;
      }
    }
    return Reading.NEEDS_MORE;
  }
}
