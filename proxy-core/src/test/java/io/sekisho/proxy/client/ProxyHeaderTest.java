package io.sekisho.proxy.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyHeaderTest {
  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
  private static final String V4 = "c0000207c6336401" + "9c400c38";
  private static final String V4_MEANS = "192.0.2.7:40000 to 198.51.100.1:3128";

  @ParameterizedTest
  @CsvSource({
    "PROXY TCP4 192.0.2.7 198.51.100.1 40000 3128, 192.0.2.7:40000 to 198.51.100.1:3128",
    "PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535,"
        + " 255.255.255.255:65535 to 255.255.255.255:65535",
    "PROXY TCP6 2001:db8::7 2001:DB8::1 1 0, '[2001:db8::7]:1 to 2001:db8:0:0:0:0:0:1:0'",
    "PROXY TCP6 ::ffff:192.0.2.7 ::1 1 2, '192.0.2.7:1 to 0:0:0:0:0:0:0:1:2'",
    "PROXY UNKNOWN, own",
    "PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535, own",
  })
  void linesAreRead(String line, String meaning) {
    assertThat(read(latin1(line + "\r\nGET "))).isEqualTo(meaning + ", 4 left");
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/1.1, the connection does not begin with a PROXY header",
    "PROXi TCP4, the connection does not begin with a PROXY header",
    "proxy TCP4, the connection does not begin with a PROXY header",
    "PROXY  TCP4 192.0.2.7 198.51.100.1 1 2, the PROXY header names no known protocol",
    "PROXY UDP4 192.0.2.7 198.51.100.1 1 2, the PROXY header names no known protocol",
    "PROXY TCP4 192.0.2.7 198.51.100.1 1, the PROXY header has no two ports",
    "PROXY TCP4 192.0.2.7 198.51.100.1 1 2 3, the PROXY header has no two ports",
    "PROXY TCP4 192.0.2.7 198.51.100.1 01 2, the PROXY header has no two ports",
    "PROXY TCP4 192.0.2.7 198.51.100.1 65536 2, the PROXY header has no two ports",
    "PROXY TCP4 192.0.2.7 198.51.100.1 -1 2, the PROXY header has no two ports",
    "PROXY TCP4 192.0.2.7 198.51.100.1 0 2, the PROXY header has a source port of 0",
    "PROXY TCP4 192.0.2 198.51.100.1 1 2, the PROXY header has no two addresses",
    "PROXY TCP4 0x7f.0.0.1 198.51.100.1 1 2, the PROXY header has no two addresses",
    "PROXY TCP4 2001:db8::7 198.51.100.1 1 2, the PROXY header has no two addresses",
    "PROXY TCP6 192.0.2.7 2001:db8::1 1 2, the PROXY header has no two addresses",
    "PROXY TCP6 [2001:db8::7] 2001:db8::1 1 2, the PROXY header has no two addresses",
    "PROXY TCP6 fe80::1%eth0 2001:db8::1 1 2, the PROXY header has no two addresses",
    "PROXY TCP4 evil.example 198.51.100.1 1 2, the PROXY header has no two addresses",
  })
  void anythingElseIsRefused(String line, String reason) {
    assertThat(read(latin1(line + "\r\n"))).isEqualTo(reason);
  }

  @Test
  void lineHasALimitAndEndsWithCarriageReturnAndLineFeed() {
    String longest = "PROXY UNKNOWN " + "x".repeat(ProxyLine.MAX_LENGTH - 16);

    assertThat(read(latin1(longest + "\r\n"))).isEqualTo("own, 0 left");
    assertThat(read(latin1(longest + "x\r\n"))).isEqualTo("the PROXY header is too long");
    assertThat(read(latin1(longest + "xx"))).isEqualTo("the PROXY header is too long");
    assertThat(read(latin1("PROXY UNKNOWN\n"))).isEqualTo("the PROXY header ends without CR");
  }

  @ParameterizedTest
  @CsvSource({
    "2111000c" + V4 + ", " + V4_MEANS,
    "2110000c" + V4 + ", " + V4_MEANS,
    "21110010" + V4 + "04000100, " + V4_MEANS,
    "21110012" + V4 + "e00003616263, " + V4_MEANS,
    "2121002420010db800000000000000000000000720010db80000000000000000000000010001000a,"
        + " '[2001:db8::7]:1 to 2001:db8:0:0:0:0:0:1:10'",
    "20000000, own",
    "20110004ffffffff, own",
    "21000000, own",
    "21000004040001ff, own",
  })
  void blocksAreRead(String block, String meaning) {
    assertThat(read(hex(SIGNATURE + block + "47455420"))).isEqualTo(meaning + ", 4 left");
  }

  @Test
  void unixAddressesLeaveTheSocketsOwn() {
    String block = SIGNATURE + "213100d8" + "00".repeat(216);

    assertThat(read(hex(block))).isEqualTo("own, 0 left");
  }

  @ParameterizedTest
  @CsvSource({
    "1111000c" + V4 + ", the PROXY header has no known version and command",
    "2211000c" + V4 + ", the PROXY header has no known version and command",
    "2141000c" + V4 + ", the PROXY header names no known protocol",
    "2112000c" + V4 + ", the PROXY header names no known protocol",
    "2111000bc0000207c63364019c400c, the PROXY header is too short for its addresses",
    "2121000c" + V4 + ", the PROXY header is too short for its addresses",
    "2131000c" + V4 + ", the PROXY header is too short for its addresses",
    "2111000d" + V4 + "04, the PROXY header ends inside an extension",
    "21110010" + V4 + "04000200, the PROXY header ends inside an extension",
    "21110013" + V4 + "03000400000000, the PROXY header has a wrong checksum",
    "2111000f" + V4 + "030000, the PROXY header has a wrong checksum",
    "21111001, the PROXY header is too long",
    "2111ffff, the PROXY header is too long",
  })
  void badBlocksAreRefused(String block, String reason) {
    assertThat(read(hex(SIGNATURE + block))).isEqualTo(reason);
  }

  @Test
  void rightChecksumIsAccepted() {
    byte[] block = ByteBufUtil.decodeHexDump(SIGNATURE + "21110013" + V4 + "03000400000000");
    CRC32C checksum = new CRC32C();
    checksum.update(block);
    ByteBuf in = Unpooled.wrappedBuffer(block);
    in.setInt(block.length - 4, (int) checksum.getValue());

    assertThat(read(in)).isEqualTo(V4_MEANS + ", 0 left");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "50524f585920544350342031302e302e302e312031302e302e302e3220312033313238" + "0d0a",
        SIGNATURE + "21110012" + V4 + "e00003616263"
      })
  void nothingIsTakenBeforeAllOfItIsThere(String header) {
    byte[] bytes = ByteBufUtil.decodeHexDump(header);
    for (int length = 0; length < bytes.length; length++) {
      ByteBuf in = Unpooled.wrappedBuffer(bytes, 0, length);

      assertThat(read(in)).isEqualTo("more");
      assertThat(in.readableBytes()).isEqualTo(length);
    }
  }

  @Test
  void randomBytesNeverThrow() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = ByteBufUtil.decodeHexDump(SIGNATURE + "21110013" + V4 + "03000400000000");
      for (int j = random.nextInt(6); j >= 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }

      assertThat(read(Unpooled.wrappedBuffer(bytes))).isNotEmpty();
    }
  }

  private static String read(ByteBuf in) {
    return ProxyHeader.read(in)
        .fold(
            () -> "more",
            said ->
                said.map(ProxyHeaderTest::text).orElse("own") + ", " + in.readableBytes() + " left",
            fault -> fault.reason());
  }

  private static String text(Arrival arrival) {
    return arrival.client()
        + " to "
        + arrival.reached().getAddress().getHostAddress()
        + ":"
        + arrival.reached().getPort();
  }

  private static ByteBuf latin1(String text) {
    return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static ByteBuf hex(String text) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(text));
  }
}
