package io.sekisho.proxy.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sekisho.proxy.client.ProxyPreface.Socket;
import io.sekisho.rules.indicator.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxyPrefaceTest {
  private static final String ID = "0123456789abcdef";

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 198.51.100.1",
    "2001:db8::7, 2001:db8::1",
    "192.0.2.7, 2001:db8::1",
    "2001:db8::7, 198.51.100.1",
  })
  void ourOwnReaderUnderstandsIt(String client, String destination) {
    ByteBuf in =
        Unpooled.wrappedBuffer(
            preface(client, 40_000, destination, 443).encoded(),
            "GET ".getBytes(StandardCharsets.US_ASCII));

    String meaning = ProxyHeader.read(in).fold(() -> "unfinished", ProxyPrefaceTest::text, f -> "");

    assertThat(meaning).isEqualTo(client + " 40000 to " + destination + " 443");
    assertThat(in.readableBytes()).isEqualTo(4);
  }

  private static String text(Optional<Arrival> read) {
    Arrival arrival = read.orElseThrow();
    return arrival.address()
        + " "
        + arrival.port()
        + " to "
        + IpAddress.of(arrival.reached().getAddress())
        + " "
        + arrival.reached().getPort();
  }

  @Test
  void itSaysWhatTheProtocolHasForIt() {
    String header = hex(preface("192.0.2.7", 40_000, "198.51.100.1", 443).encoded());

    assertThat(header)
        .startsWith("0d0a0d0a000d0a515549540a" + "2111" + "0035" + "c0000207c63364019c4001bb")
        .contains("02000c" + hex("hostile.test".getBytes(StandardCharsets.US_ASCII)))
        .contains("050010" + hex(ID.getBytes(StandardCharsets.US_ASCII)))
        .contains("030004");
  }

  @Test
  void aChangedByteIsNoticed() {
    byte[] header = preface("192.0.2.7", 40_000, "198.51.100.1", 443).encoded();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1_000; i++) {
      byte[] damaged = header.clone();
      damaged[16 + random.nextInt(12)] ^= (byte) (1 << random.nextInt(8));

      String reason =
          ProxyHeader.read(Unpooled.wrappedBuffer(damaged))
              .fold(() -> "", read -> "", fault -> fault.reason());

      assertThat(reason).isEqualTo("the PROXY header has a wrong checksum");
    }
  }

  private static ProxyPreface preface(String client, int port, String destination, int at) {
    return new ProxyPreface(
        new Socket(IpAddress.parse(client).orElseThrow(), port),
        new Socket(IpAddress.parse(destination).orElseThrow(), at),
        "hostile.test",
        ID);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
