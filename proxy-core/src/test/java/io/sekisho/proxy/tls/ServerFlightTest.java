package io.sekisho.proxy.tls;

import static io.sekisho.proxy.tls.Certificates.message;
import static io.sekisho.proxy.tls.Certificates.number24;
import static io.sekisho.proxy.tls.Certificates.serverHello;
import static io.sekisho.proxy.tls.Hellos.bytes;
import static io.sekisho.proxy.tls.Hellos.concat;
import static io.sekisho.proxy.tls.Hellos.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.sekisho.proxy.tls.ServerMessages.Progress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerFlightTest {
  private static final int MOST = 4096;
  private static final byte[] CERTIFICATE = Certificates.of("a.example");
  private static final byte[] OTHER = Certificates.of("ca.example");
  private static final byte[] CHANGE_CIPHER_SPEC = bytes(20, 3, 3, 0, 1, 1);
  private static final byte[] DATA = bytes(23, 3, 3, 0, 2, 9, 9);
  private static final byte[] WARNING = bytes(21, 3, 3, 0, 2, 1, 112);
  private static final byte[] TICKET = message(4, new byte[100]);

  static Stream<Arguments> flights() {
    byte[] shown = Certificates.certificateMessage(CERTIFICATE, OTHER);
    return Stream.of(
        of("a chain", Progress.CERTIFICATE, record(concat(serverHello(), shown))),
        of("behind a warning", Progress.CERTIFICATE, WARNING, record(serverHello()), record(shown)),
        of("no hello before it", Progress.CERTIFICATE, record(shown)),
        of(
            "behind other messages",
            Progress.CERTIFICATE,
            record(concat(message(0), serverHello(), message(0), message(23, new byte[9]))),
            WARNING,
            record(shown)),
        of("TLS 1.3", Progress.OVER, record(serverHello()), CHANGE_CIPHER_SPEC, DATA),
        of("TLS 1.3 alone", Progress.OVER, record(serverHello()), DATA),
        of("resumed", Progress.OVER, record(serverHello()), record(TICKET), CHANGE_CIPHER_SPEC),
        of("anonymous", Progress.OVER, record(concat(serverHello(), message(12), message(14)))),
        of("retry", Progress.RETRY, record(retry())),
        of("no TLS", Progress.OVER, Hellos.ascii("HTTP/1.1 400 Bad Request")),
        of("nothing yet", Progress.NONE_YET, WARNING, bytes(22, 3, 3)),
        of("a hello so far", Progress.HELLO, record(serverHello())),
        of("the certificate cut", Progress.HELLO, Arrays.copyOf(record(shown), 200)),
        of("another version", Progress.BROKEN, bytes(22, 2, 0, 0, 9)),
        of("an empty record", Progress.BROKEN, bytes(22, 3, 3, 0, 0)),
        of("a long record", Progress.BROKEN, bytes(22, 3, 3, 0x40, 1)),
        of("a short hello", Progress.BROKEN, record(message(2, new byte[33]))),
        of("no certificate", Progress.BROKEN, record(message(11, number24(0)))),
        of("an empty one", Progress.BROKEN, record(message(11, number24(3), number24(0)))),
        of(
            "longer than its list",
            Progress.BROKEN,
            record(message(11, number24(9), number24(7), new byte[6]))),
        of(
            "a list that is too short",
            Progress.BROKEN,
            record(message(11, number24(8), number24(6), new byte[6]))),
        of(
            "another record within",
            Progress.BROKEN,
            record(Arrays.copyOf(shown, 100)),
            WARNING,
            record(Arrays.copyOfRange(shown, 100, shown.length))),
        of("text behind a hello", Progress.BROKEN, record(serverHello()), Hellos.ascii("HTTP")),
        of(
            "a long message",
            Progress.TOO_LONG,
            record(concat(serverHello(), message(12, new byte[MOST])))),
        of("an echo", Progress.OVER, Hellos.naming("a.example"), Hellos.ascii("more")),
        of(
            "a long certificate",
            Progress.TOO_LONG,
            Hellos.records(Certificates.certificateMessage(new byte[MOST]), 9000)));
  }

  private static Arguments of(String what, Progress expected, byte[]... parts) {
    return Arguments.of(what, expected, concat(parts));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("flights")
  void isReadTheSameHoweverItIsCut(String what, Progress expected, byte[] sent) {
    SplittableRandom random = new SplittableRandom(sent.length);

    assertThat(read(sent, sent.length).progress()).isEqualTo(expected);
    assertThat(read(sent, 1).progress()).isEqualTo(expected);
    for (int round = 0; round < 50; round++) {
      assertThat(read(sent, 1 + random.nextInt(sent.length)).progress()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100, 500, 10_000})
  void theFirstCertificateIsThatWhichWasSent(int record) {
    byte[] sent = Certificates.flight(record, CERTIFICATE, OTHER);

    assertThat(read(sent, sent.length).certificate()).isEqualTo(CERTIFICATE);
    assertThat(read(sent, 1).certificate()).isEqualTo(CERTIFICATE);
  }

  @Test
  void theLongestCertificateIsReadAndOneByteMoreIsNot() {
    int before = serverHello().length + 4 + 6;
    byte[] longest = Certificates.flight(5000, new byte[MOST - before]);
    byte[] longer = Certificates.flight(5000, new byte[MOST - before + 1]);

    assertThat(read(longest, 100).progress()).isEqualTo(Progress.CERTIFICATE);
    assertThat(read(longer, 100).progress()).isEqualTo(Progress.TOO_LONG);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damageNeverThrowsNorGivesAnotherCertificateForWhatWasSent(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] whole = Certificates.flight(120, CERTIFICATE, OTHER);
    for (int round = 0; round < 10_000; round++) {
      byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }

      ServerFlight flight = read(damaged, 1 + random.nextInt(whole.length));

      assertThat(flight.certificate().length).isLessThanOrEqualTo(MOST);
    }
  }

  private static ServerFlight read(byte[] sent, int piece) {
    ServerFlight flight = new ServerFlight(MOST);
    for (int at = 0; at < sent.length; at += piece) {
      flight.read(Unpooled.wrappedBuffer(sent, at, Math.min(piece, sent.length - at)));
    }
    return flight;
  }

  private static byte[] retry() {
    String random = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";
    return message(2, bytes(3, 3), HexFormat.of().parseHex(random), new byte[20]);
  }
}
