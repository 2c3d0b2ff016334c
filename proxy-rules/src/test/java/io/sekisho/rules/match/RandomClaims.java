package io.sekisho.rules.match;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import java.util.SplittableRandom;

/** Random patterns and destinations, drawn from so few values that they meet all the time. */
final class RandomClaims {
  private RandomClaims() {}

  static Pattern pattern(SplittableRandom random) {
    return switch (random.nextInt(7)) {
      case 5 -> new Pattern.Certificate(certificate(random));
      case 6 -> new Pattern.Fingerprint(client(random));
      case 0 -> new Pattern.SubTree(name(random));
      case 1 -> new Pattern.ExactName(name(random));
      case 2 -> new Pattern.Addresses(prefix(random));
      case 3 -> new Pattern.Socket(new Endpoint(host(random), port(random)));
      default ->
          new Pattern.Url(
              host(random), random.nextBoolean() ? null : port(random), "/" + segments(random, 1));
    };
  }

  static Clue clue(SplittableRandom random) {
    Endpoint destination = new Endpoint(host(random), port(random));
    return switch (random.nextInt(8)) {
      case 0 -> Clue.ofCertificate(Clue.Kind.CERTIFICATE, certificate(random), destination);
      case 1 -> Clue.ofClient(Clue.Kind.FINGERPRINT, client(random), destination);
      default ->
          new Clue(
              Clue.Kind.LOOKUP,
              destination,
              random.nextBoolean() ? null : "/" + segments(random, 0));
    };
  }

  private static CertificateFingerprint certificate(SplittableRandom random) {
    return new CertificateFingerprint("0".repeat(39) + random.nextInt(3));
  }

  private static TlsClientFingerprint client(SplittableRandom random) {
    String last = Integer.toString(random.nextInt(2));
    String ja4 = "t13d1516" + (random.nextBoolean() ? "h2" : "H2") + "_000000000000_00000000000";
    return TlsClientFingerprint.parse((random.nextBoolean() ? "0".repeat(31) : ja4) + last)
        .orElseThrow();
  }

  private static Host host(SplittableRandom random) {
    return random.nextBoolean() ? name(random) : address(random);
  }

  private static HostName name(SplittableRandom random) {
    StringBuilder name = new StringBuilder();
    for (int labels = random.nextInt(4); labels >= 0; labels--) {
      name.append(name.isEmpty() ? "" : ".").append(random.nextBoolean() ? "a" : "ba");
    }
    return new HostName(name.toString());
  }

  private static IpAddress address(SplittableRandom random) {
    int v4 = 0xc000_0200 | random.nextInt(4);
    long bits = Integer.toUnsignedLong(v4);
    return switch (random.nextInt(5)) {
      case 0 -> IpAddress.v4(v4);
      case 1 -> IpAddress.v6(0x2002L << 48 | bits << 16, random.nextInt(2));
      case 2 -> IpAddress.v6(0x0064_ff9b_0000_0000L, bits);
      case 3 -> IpAddress.v6(0x2001_0000L << 32 | 0xc000_0201L, ~bits & 0xffff_ffffL);
      default -> IpAddress.v6(0x2001_0db8L << 32, random.nextInt(4));
    };
  }

  private static AddressPrefix prefix(SplittableRandom random) {
    IpAddress address = address(random);
    int length = random.nextInt(3) == 0 ? random.nextInt(address.bits() + 1) : address.bits();
    return new AddressPrefix(address, length);
  }

  private static int port(SplittableRandom random) {
    return random.nextBoolean() ? 80 : 443;
  }

  /** What follows the first slash of a path that has no other spelling: no segment is empty. */
  private static String segments(SplittableRandom random, int atLeast) {
    StringBuilder path = new StringBuilder();
    for (int i = atLeast + random.nextInt(4); i > 0; i--) {
      boolean behindSlash = path.isEmpty() || path.charAt(path.length() - 1) == '/';
      path.append((behindSlash ? "ab?#" : "ab/?#").charAt(random.nextInt(behindSlash ? 4 : 5)));
    }
    return path.toString();
  }
}
