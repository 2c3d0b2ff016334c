package io.sekisho.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HelloReaderTest {
  private static final int MAX = 16 * 1024;
  private static final String NEEDS_MORE = "needs more";
  private static final byte[] HELLO =
      Hellos.hello(Hellos.extension(Hellos.ECH, new byte[200]), Hellos.serverName("a.example"));
  private static final String READ = "hello a.example REAL";

  @ParameterizedTest
  @CsvSource({
    "a.example, a.example",
    "A.Example, a.example",
    "a.example., a.example",
    "192.0.2.1, 192.0.2.1",
    "2001:db8::1, 2001:db8::1",
    "xn--bcher-kva.example, xn--bcher-kva.example",
    "bücher.example, xn--bcher-kva.example",
    "_x.a.example, _x.a.example",
    "localhost, localhost"
  })
  void theServerNameIsReadInItsOneSpelling(String sent, String name) {
    assertThat(read(Hellos.naming(sent))).isEqualTo("hello " + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "a..example", "a b", "a/b", "a\0.example", "a.example\0", "a@b", "%"})
  void aNameThatIsNoHostIsMalformed(String sent) {
    assertThat(read(Hellos.naming(sent)))
        .isEqualTo("malformed: the server name is not a host name");
  }

  static Stream<Arguments> oddHellos() {
    byte[] name = Hellos.serverName("a.example");
    byte[] entry = Hellos.nameEntry(0, "a.example");
    byte[] plain = Hellos.hello(name);
    return Stream.of(
        Arguments.of("no extensions", Hellos.message(Hellos.prefix()), "hello -"),
        Arguments.of("empty extensions", Hellos.hello(), "hello -"),
        Arguments.of(
            "ech alone", Hellos.hello(Hellos.extension(Hellos.ECH, new byte[3])), "hello - REAL"),
        Arguments.of(
            "name twice", Hellos.hello(name, name), "malformed: an extension stands twice"),
        Arguments.of(
            "another extension twice",
            Hellos.hello(Hellos.extension(9, new byte[0]), name, Hellos.extension(9, new byte[0])),
            "malformed: an extension stands twice"),
        Arguments.of(
            "two names",
            Hellos.hello(names(entry, entry)),
            "malformed: the server name extension has more than one name"),
        Arguments.of(
            "a name of another kind",
            Hellos.hello(names(Hellos.nameEntry(1, "a.example"))),
            NO_LIST),
        Arguments.of("an empty list", Hellos.hello(names()), NO_LIST),
        Arguments.of("an empty extension", Hellos.hello(Hellos.extension(0, new byte[0])), BEHIND),
        Arguments.of(
            "bytes behind the list",
            Hellos.hello(Hellos.extension(0, Hellos.concat(Hellos.vector16(entry), new byte[1]))),
            NO_LIST),
        Arguments.of(
            "a name longer than its list", Hellos.hello(names(Hellos.bytes(0, 0, 9, 'a'))), BEHIND),
        Arguments.of(
            "bytes behind the extensions",
            Hellos.message(Hellos.concat(Hellos.prefix(), Hellos.vector16(name), new byte[1])),
            "malformed: bytes follow the extensions"),
        Arguments.of(
            "half an extension",
            Hellos.message(Hellos.concat(Hellos.prefix(), Hellos.vector16(Hellos.bytes(0)))),
            BEHIND),
        Arguments.of(
            "an extension cut off",
            Hellos.message(Arrays.copyOfRange(plain, 4, plain.length - 1)),
            BEHIND),
        Arguments.of(
            "no cipher suites",
            Hellos.message(Hellos.concat(new byte[34], Hellos.bytes(0, 0, 0, 1, 0))),
            ILLEGAL),
        Arguments.of(
            "half a cipher suite",
            Hellos.message(Hellos.concat(new byte[34], Hellos.bytes(0, 0, 3, 1, 2, 3, 1, 0))),
            ILLEGAL),
        Arguments.of(
            "no compression",
            Hellos.message(Hellos.concat(new byte[34], Hellos.bytes(0, 0, 2, 1, 2, 0))),
            ILLEGAL),
        Arguments.of(
            "long session id",
            Hellos.message(
                Hellos.concat(
                    new byte[34], Hellos.vector8(new byte[33]), Hellos.bytes(0, 2, 1, 2, 1, 0))),
            ILLEGAL),
        Arguments.of("one byte", Hellos.message(new byte[1]), BEHIND),
        Arguments.of("no byte", Hellos.message(new byte[0]), "malformed: the ClientHello is empty"),
        Arguments.of(
            "a ServerHello",
            Hellos.concat(Hellos.bytes(2, 0, 0, 4), new byte[4]),
            "malformed: the handshake does not begin with a ClientHello"),
        Arguments.of("16 MiB claimed", Hellos.bytes(1, 255, 255, 255, 3, 3), "too long"));
  }

  private static final String NO_LIST =
      "malformed: the server name extension is not a list of one host name";
  private static final String BEHIND =
      "malformed: a length in the ClientHello points behind its end";
  private static final String ILLEGAL =
      "malformed: the ClientHello has an illegal session id, cipher suite or compression list";

  private static byte[] names(byte[]... entries) {
    return Hellos.extension(0, Hellos.vector16(Hellos.concat(entries)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddHellos")
  void oddHellosAreReadStrictly(String what, byte[] message, String reading) {
    assertThat(read(Hellos.record(message))).as(what).isEqualTo(reading);
    assertThat(readByteByByte(Hellos.record(message))).as(what).isEqualTo(reading);
    assertThat(read(Hellos.records(message, 1))).as(what).isEqualTo(reading);
  }

  static Stream<Arguments> firstBytes() {
    return Stream.of(
        Arguments.of(Hellos.ascii("GET / HTTP/1.1\r\n"), "not TLS"),
        Arguments.of(Hellos.ascii("SSH-2.0-x\r\n"), "not TLS"),
        Arguments.of(Hellos.bytes(0), "not TLS"),
        Arguments.of(
            Hellos.bytes(21, 3, 1, 0, 2, 1, 90),
            "malformed: another record comes before the ClientHello"),
        Arguments.of(Hellos.bytes(19), "not TLS"),
        Arguments.of(
            Hellos.bytes(20, 3, 3, 0, 1, 1),
            "malformed: another record comes before the ClientHello"),
        Arguments.of(
            Hellos.bytes(23, 3, 3), "malformed: another record comes before the ClientHello"),
        Arguments.of(Hellos.bytes(27), "not TLS"),
        Arguments.of(Hellos.bytes(22, 2), "malformed: a record has another protocol version"),
        Arguments.of(Hellos.bytes(22, 4), "malformed: a record has another protocol version"),
        Arguments.of(Hellos.bytes(0x80, 0x2e, 1), "malformed: the hello is in SSL 2.0 form"),
        Arguments.of(Hellos.bytes(0x80, 0x2e, 2), "not TLS"),
        Arguments.of(Hellos.bytes(0x80, 0x2e), NEEDS_MORE),
        Arguments.of(Hellos.bytes(), NEEDS_MORE),
        Arguments.of(Hellos.bytes(22), NEEDS_MORE),
        Arguments.of(Hellos.bytes(22, 3, 1, 0), NEEDS_MORE),
        Arguments.of(Hellos.bytes(22, 3, 1, 0, 0), "malformed: a record has an illegal length"),
        Arguments.of(Hellos.bytes(22, 3, 1, 0x40, 1), "malformed: a record has an illegal length"),
        Arguments.of(Hellos.bytes(22, 3, 1, 0x40, 0), NEEDS_MORE),
        Arguments.of(
            Hellos.bytes(22, 3, 1, 0, 1, 1, 22, 3, 1, 0, 0),
            "malformed: a record has an illegal length"),
        Arguments.of(Hellos.bytes(22, 3, 1, 0, 1, 1, 20), "malformed: a record is no handshake"),
        Arguments.of(
            Hellos.bytes(22, 3, 1, 0, 1, 1, 22, 2),
            "malformed: a record has another protocol version"));
  }

  @ParameterizedTest
  @MethodSource("firstBytes")
  void firstBytesTellWhatItIs(byte[] sent, String reading) {
    assertThat(read(sent)).isEqualTo(reading);
    assertThat(readByteByByte(sent)).isEqualTo(reading);
  }

  static IntStream recordSizes() {
    return IntStream.concat(
        IntStream.rangeClosed(1, 12), IntStream.of(60, HELLO.length - 1, HELLO.length));
  }

  @ParameterizedTest
  @MethodSource("recordSizes")
  void recordsAreJoinedWhereverTheyCut(int size) {
    byte[] wire = Hellos.records(HELLO, size);

    assertThat(read(wire)).isEqualTo(READ);
    assertThat(readByteByByte(wire)).isEqualTo(READ);
  }

  @Test
  void everyBeginningNeedsMore() {
    byte[] wire = Hellos.records(HELLO, 100);

    for (int length = 0; length < wire.length; length++) {
      assertThat(read(Arrays.copyOf(wire, length))).as("%s bytes", length).isEqualTo(NEEDS_MORE);
    }
  }

  @Test
  void whatFollowsTheHelloIsNotLookedAt() {
    assertThat(read(Hellos.concat(Hellos.record(HELLO), new byte[50]))).isEqualTo(READ);
    assertThat(read(Hellos.record(Hellos.concat(HELLO, new byte[50])))).isEqualTo(READ);
  }

  @Test
  void theLimitCountsRecordsAndDoesNotDependOnHowTheyCome() {
    byte[] wire = Hellos.record(HELLO);

    assertThat(read(wire, wire.length)).isEqualTo(READ);
    assertThat(readByteByByte(wire, wire.length)).isEqualTo(READ);
    assertThat(readByteByByte(wire, wire.length - 1)).isEqualTo("too long");
    assertThat(read(wire, wire.length - 1)).isEqualTo("too long");
  }

  @Test
  void aHelloInTinyRecordsIsLimitedToo() {
    byte[] wire = Hellos.records(HELLO, 1);

    assertThat(read(wire, wire.length - 1)).isEqualTo("too long");
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void damagedHellosReadTheSameHoweverTheyCome(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] wire = Hellos.records(HELLO, random.nextInt(1, HELLO.length + 1));
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      wire[random.nextInt(wire.length)] = (byte) random.nextInt(256);
    }

    assertThat(readByteByByte(wire)).isEqualTo(read(wire));
  }

  static String read(byte[] wire) {
    return read(wire, MAX);
  }

  static String readByteByByte(byte[] wire) {
    return readByteByByte(wire, MAX);
  }

  static String read(byte[] wire, int max) {
    return text(new HelloReader(max).read(Unpooled.wrappedBuffer(wire)));
  }

  /** The reading with all that a hello gives. */
  static String describe(byte[] wire) {
    HelloReading reading = new HelloReader(MAX).read(Unpooled.wrappedBuffer(wire));
    return text(reading) + details(reading);
  }

  private static String details(HelloReading reading) {
    return reading.fold(
        new HelloReading.Cases<>(
            () -> "",
            () -> "",
            fault -> "",
            () -> "",
            hello ->
                String.join(
                    " ",
                    "",
                    String.join(",", hello.protocols()),
                    hello.fingerprint().ja3(),
                    hello.fingerprint().ja4())));
  }

  static String readInTwo(byte[] wire, int cut) {
    HelloReader reader = new HelloReader(MAX);
    String first = text(reader.read(Unpooled.wrappedBuffer(wire, 0, cut)));
    return first.equals(NEEDS_MORE) ? text(reader.read(Unpooled.wrappedBuffer(wire))) : first;
  }

  private static String readByteByByte(byte[] wire, int max) {
    HelloReader reader = new HelloReader(max);
    ByteBuf received = Unpooled.buffer(Math.max(1, wire.length));
    String reading = text(reader.read(received));
    for (int i = 0; i < wire.length && reading.equals(NEEDS_MORE); i++) {
      reading = text(reader.read(received.writeByte(wire[i])));
    }
    return reading;
  }

  private static String text(HelloReading reading) {
    return reading.fold(
        new HelloReading.Cases<>(
            () -> NEEDS_MORE,
            () -> "not TLS",
            fault -> "malformed: " + fault.reason(),
            () -> "too long",
            hello ->
                "hello "
                    + hello.name().map(Object::toString).orElse("-")
                    + (hello.ech() == Ech.NONE ? "" : " " + hello.ech())));
  }
}
