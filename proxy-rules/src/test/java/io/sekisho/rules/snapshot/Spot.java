package io.sekisho.rules.snapshot;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;

/** A pattern, and a destination that it matches and no other spot does. */
record Spot(Pattern pattern, Clue clue) {
  private static final Endpoint ANYWHERE = new Endpoint(new HostName("server.example"), 443);

  /** The spot of a number, one kind of pattern after the other. */
  static Spot of(int number) {
    return switch (number % 8) {
      case 0 -> {
        HostName name = new HostName("tree-" + number + ".example");
        yield new Spot(new Pattern.SubTree(name), at(new HostName("www." + name), 443));
      }
      case 1 -> {
        HostName name = new HostName("exact-" + number + ".example");
        yield new Spot(new Pattern.ExactName(name), at(name, 443));
      }
      case 2 -> {
        IpAddress address = v4(number, 0);
        yield new Spot(new Pattern.Addresses(AddressPrefix.of(address)), at(address, 443));
      }
      case 3 ->
          new Spot(
              new Pattern.Addresses(new AddressPrefix(v4(number, 0), 27)), at(v4(number, 9), 443));
      case 4 -> {
        IpAddress network = IpAddress.v6(0x2001_0db8L << 32 | number, 0);
        IpAddress within = IpAddress.v6(network.high(), number);
        yield new Spot(new Pattern.Addresses(new AddressPrefix(network, 64)), at(within, 443));
      }
      case 5 -> {
        Endpoint endpoint = new Endpoint(v4(number, 0), 8080);
        yield new Spot(new Pattern.Socket(endpoint), new Clue(Clue.Kind.LOOKUP, endpoint));
      }
      case 6 -> {
        HostName name = new HostName("url-" + number + ".example");
        Clue asked = new Clue(Clue.Kind.LOOKUP, new Endpoint(name, 80), "/gate/in?id=1");
        yield new Spot(new Pattern.Url(name, null, "/gate"), asked);
      }
      default -> {
        CertificateFingerprint shown = new CertificateFingerprint("%040x".formatted(number));
        Clue asked = Clue.ofCertificate(Clue.Kind.CERTIFICATE, shown, ANYWHERE);
        yield new Spot(new Pattern.Certificate(shown), asked);
      }
    };
  }

  /** Every number has 32 addresses of its own. */
  private static IpAddress v4(int number, int within) {
    return IpAddress.v4(0xcb00_0000 | number << 5 | within);
  }

  private static Clue at(Host host, int port) {
    return new Clue(Clue.Kind.LOOKUP, new Endpoint(host, port));
  }
}
