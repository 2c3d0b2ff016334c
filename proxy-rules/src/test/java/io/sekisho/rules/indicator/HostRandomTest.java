package io.sekisho.rules.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostRandomTest {
  private static final int CASES = 50_000;
  private static final String JUNK =
      "aAzZ019.-_%:[]x@/\\#?* \t\0\u00fc\u00df\u3002\uff0e\uff11\u200d\u0301\u05d0\ud800\udc00\ufffd";

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void junkIsRefusedOrReadTheSameAgain(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CASES; i++) {
      String text = junk(random);

      Parsed<Host> parsed = Host.parse(text);

      parsed
          .accepted()
          .ifPresent(host -> assertThat(Host.parse(host.toString())).as(text).isEqualTo(parsed));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4})
  void junkNeverBreaksTheOtherReaders(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CASES; i++) {
      String text = junk(random);

      Endpoint.parse(text)
          .accepted()
          .ifPresent(e -> assertThat(Endpoint.parse(e.toString())).isEqualTo(Parsed.of(e)));
      AddressPrefix.parse(text + "/" + random.nextInt(200))
          .accepted()
          .ifPresent(p -> assertThat(AddressPrefix.parse(p.toString())).isEqualTo(Parsed.of(p)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void everySpellingOfAnIpv4AddressIsThatAddress(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CASES; i++) {
      int bits = random.nextInt() >>> random.nextInt(32);
      String spelling = spelling(bits, random);

      assertThat(Host.parse(spelling)).as(spelling).isEqualTo(Parsed.of(IpAddress.v4(bits)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void ipv6IsReadAsTheJdkReadsIt(long seed) throws UnknownHostException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CASES; i++) {
      IpAddress address = sparse(random);
      InetAddress jdk = address.toInetAddress();

      IpAddress viaOurText = IpAddress.of(InetAddress.getByName(address.toString()));

      assertThat(viaOurText).isEqualTo(address);
      assertThat(IpAddress.parse(jdk.getHostAddress())).isEqualTo(Parsed.of(address));
      assertThat(IpAddress.of(jdk)).isEqualTo(address);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 10})
  void aPrefixContainsWhatSharesItsBits(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CASES; i++) {
      IpAddress inside = random.nextBoolean() ? sparse(random) : IpAddress.v4(random.nextInt());
      IpAddress other = flipped(inside, random.nextInt(inside.bits()));
      AddressPrefix prefix = new AddressPrefix(inside, random.nextInt(inside.bits() + 1));

      boolean sharesBits =
          inside.isV4() == other.isV4()
              && AddressPrefix.masked(other, prefix.length()).equals(prefix.network());

      assertThat(prefix.contains(inside)).isTrue();
      assertThat(prefix.contains(other)).as("%s in %s", other, prefix).isEqualTo(sharesBits);
    }
  }

  private static String junk(SplittableRandom random) {
    StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "xn--" : "");
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(JUNK.charAt(random.nextInt(JUNK.length())));
    }
    return text.toString();
  }

  /** One to four parts, each in a base of its own, the digits and dots disguised at random. */
  private static String spelling(int bits, SplittableRandom random) {
    int parts = 1 + random.nextInt(4);
    StringBuilder text = new StringBuilder();
    for (int part = 0; part < parts - 1; part++) {
      text.append(number(bits >>> (24 - 8 * part) & 255, random)).append('.');
    }
    long rest = Integer.toUnsignedLong(bits) & (1L << (8 * (5 - parts))) - 1;
    text.append(number(rest, random)).append(random.nextInt(4) == 0 ? "." : "");
    return disguised(text.toString(), random);
  }

  private static String number(long value, SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> "0" + Long.toOctalString(value);
      case 1 -> "0x" + "0".repeat(random.nextInt(3)) + Long.toHexString(value);
      case 2 -> "0X" + Long.toHexString(value).toUpperCase(Locale.ROOT);
      default -> Long.toString(value);
    };
  }

  private static String disguised(String text, SplittableRandom random) {
    StringBuilder disguised = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (random.nextInt(10)) {
        case 0 -> disguised.append(String.format("%%%02x", (int) c));
        case 1 -> disguised.append((char) (c - '!' + '\uff01'));
        case 2 -> disguised.append(c == '.' ? '\u3002' : c);
        default -> disguised.append(c);
      }
    }
    return disguised.toString();
  }

  /** An IPv6 address in which many groups are zero, so that every place of "::" occurs. */
  private static IpAddress sparse(SplittableRandom random) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < 4; i++) {
      high = high << 16 | group(random);
      low = low << 16 | group(random);
    }
    return IpAddress.v6(high, low);
  }

  private static long group(SplittableRandom random) {
    return random.nextBoolean() ? 0 : random.nextInt(1 << 16) >>> random.nextInt(16);
  }

  private static IpAddress flipped(IpAddress address, int bit) {
    return bit < 64
        ? IpAddress.v6(address.high(), address.low() ^ 1L << bit)
        : IpAddress.v6(address.high() ^ 1L << (bit - 64), address.low());
  }
}
