package io.sekisho.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sekisho.proxy.TlsFingerprint;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The fingerprints of hellos that are put together from the lists that the published examples give:
 * those of JA4's technical details, and of JA3's description.
 */
final class FingerprintTest {
  private static final String SUITES =
      "1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035";
  private static final String EXTENSIONS =
      "001b,0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015";
  private static final String SIGNATURES = "0403,0804,0401,0503,0805,0501,0806,0601";

  @Test
  void theExampleOfJa4IsMet() {
    byte[] hello = hello(0x0303, SUITES, extensions(EXTENSIONS, SIGNATURES));

    assertThat(Readings.hello(hello).fingerprint().ja4())
        .isEqualTo("t13d1516h2_8daaf6152771_e5627efa2ab1");
  }

  @Test
  void theExampleOfJa4WithoutSignatureAlgorithmsIsMet() {
    byte[] hello = hello(0x0303, SUITES, extensions(EXTENSIONS, ""));

    assertThat(Readings.hello(hello).fingerprint().ja4())
        .isEqualTo("t13d1516h2_8daaf6152771_6d807ffa2a79");
  }

  @Test
  void greaseIsLeftOutOfBoth() {
    byte[] plain = hello(0x0303, SUITES, extensions(EXTENSIONS, SIGNATURES));
    byte[] grease =
        hello(
            0x0303,
            "4a4a," + SUITES + ",fafa",
            extensions("0a0a," + EXTENSIONS + ",baba", SIGNATURES + ",dada"));

    assertThat(Readings.hello(grease).fingerprint()).isEqualTo(Readings.hello(plain).fingerprint());
  }

  /** The two examples of JA3's description, by their text. */
  @Test
  void theExamplesOfJa3AreMet() {
    byte[] full =
        hello(
            769,
            "002f,0035,0005,000a,c009,c00a,c013,c014,0032,0038,0013,0004",
            Hellos.serverName("a.example"),
            Hellos.extension(10, Hellos.vector16(codes("0017,0018,0019"))),
            Hellos.extension(11, Hellos.vector8(new byte[1])));
    byte[] bare =
        Hellos.record(message(769, "0004,0005,000a,0009,0064,0062,0003,0006,0013,0012,0063"));

    assertThat(Readings.hello(full).fingerprint().ja3())
        .isEqualTo("ada70206e40642a3e4461f35503241d5");
    assertThat(Readings.hello(bare).fingerprint().ja3())
        .isEqualTo("de350869b8c85de67a350c8d186f11e6");
  }

  @Test
  void aBareHelloHasNoExtensionsToHash() {
    byte[] bare = Hellos.record(message(0x0301, "0a0a,1a1a"));

    assertThat(Readings.hello(bare).fingerprint().ja4())
        .isEqualTo("t10i000000_000000000000_000000000000");
  }

  @ParameterizedTest
  @CsvSource({
    "'',00",
    "h2,h2",
    "http/1.1,h1",
    "68,hh",
    "ab,ab",
    "20,20",
    "abcd,ad",
    "2061,21",
    "30ab,3b",
    "6120,60",
    "3031abcd,3d",
    "30abcd31,01"
  })
  void theFirstProtocolIsShownByItsEnds(String protocol, String shown) {
    byte[] name = protocol.startsWith("h") ? Hellos.ascii(protocol) : hex(protocol);
    byte[] offered = Hellos.concat(Hellos.vector8(name), Hellos.vector8(Hellos.ascii("other")));
    byte[] hello = hello(0x0303, "1301", Hellos.extension(Hellos.ALPN, Hellos.vector16(offered)));

    assertThat(Readings.hello(hello).fingerprint().ja4()).startsWith("t12i0101" + shown + "_");
  }

  @ParameterizedTest
  @CsvSource({
    "0304,13",
    "0303,12",
    "'0301,0302',11",
    "0301,10",
    "0300,s3",
    "0002,s2",
    "7f17,00",
    "'0303,0304,0a0a,dada',13",
    "'',12"
  })
  void theHighestVersionCounts(String versions, String shown) {
    byte[] hello = hello(0x0303, "1301", Hellos.extension(43, Hellos.vector8(codes(versions))));

    assertThat(Readings.hello(hello).fingerprint().ja4()).startsWith("t" + shown);
  }

  @Test
  void moreThan99SuitesAreCountedAs99() {
    String suites = "1301,".repeat(120) + "1302";

    assertThat(Readings.hello(hello(0x0303, suites)).fingerprint().ja4()).startsWith("t12i990000_");
  }

  @Test
  void protocolsAreReadInTheirOrder() {
    byte[] offered =
        Hellos.concat(Hellos.vector8(Hellos.ascii("h2")), Hellos.vector8(Hellos.ascii("http/1.1")));
    byte[] hello = hello(0x0303, "1301", Hellos.extension(Hellos.ALPN, Hellos.vector16(offered)));

    assertThat(Readings.hello(hello).protocols()).containsExactly("h2", "http/1.1");
  }

  @Test
  void listsThatClaimTooMuchCountAsEmpty() {
    byte[] hello =
        hello(
            0x0303,
            "1301",
            Hellos.extension(Hellos.ALPN, Hellos.bytes(0, 9, 2, 'h', '2')),
            Hellos.extension(10, Hellos.bytes(0)),
            Hellos.extension(11, new byte[0]),
            Hellos.extension(13, Hellos.bytes(0, 3, 4, 3, 5)),
            Hellos.extension(43, Hellos.bytes(7, 3, 4)));

    assertThat(Readings.hello(hello).protocols()).isEmpty();
    assertThat(Readings.hello(hello).fingerprint().ja4()).startsWith("t12i010500_");
  }

  @Test
  void fingerprintsTakeLittleMemory() {
    ClientHello hello = Readings.hello(hello(0x0303, SUITES, extensions(EXTENSIONS, SIGNATURES)));
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    TlsFingerprint last = fingerprintOften(hello);

    long before = thread.getCurrentThreadAllocatedBytes();
    TlsFingerprint again = fingerprintOften(hello);
    long each = (thread.getCurrentThreadAllocatedBytes() - before) / TIMES;

    assertThat(each).isLessThan(3_000);
    assertThat(again).isEqualTo(last);
  }

  private static final int TIMES = 2_000;

  private static TlsFingerprint fingerprintOften(ClientHello hello) {
    TlsFingerprint last = hello.fingerprint();
    for (int i = 1; i < TIMES; i++) {
      last = hello.fingerprint();
    }
    return last;
  }

  /** Empty ones of these types, but for those that hold something that counts. */
  private static byte[][] extensions(String types, String signatures) {
    return Arrays.stream(types.split(","))
        .map(type -> extension(Integer.parseInt(type, 16), signatures))
        .toArray(byte[][]::new);
  }

  private static byte[] extension(int type, String signatures) {
    return switch (type) {
      case 0 -> Hellos.serverName("a.example");
      case 13 -> Hellos.extension(type, Hellos.vector16(codes(signatures)));
      case 16 -> Hellos.extension(type, Hellos.vector16(Hellos.vector8(Hellos.ascii("h2"))));
      case 43 -> Hellos.extension(type, Hellos.vector8(codes("dada,0304,0303")));
      default -> Hellos.extension(type, new byte[0]);
    };
  }

  private static byte[] hello(int version, String suites, byte[]... extensions) {
    return Hellos.record(message(version, suites, Hellos.vector16(Hellos.concat(extensions))));
  }

  private static byte[] message(int version, String suites, byte[]... rest) {
    return Hellos.message(
        Hellos.concat(
            Hellos.bytes(version >> 8, version),
            new byte[33],
            Hellos.vector16(codes(suites)),
            Hellos.bytes(1, 0),
            Hellos.concat(rest)));
  }

  private static byte[] codes(String list) {
    return hex(list.replace(",", ""));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
