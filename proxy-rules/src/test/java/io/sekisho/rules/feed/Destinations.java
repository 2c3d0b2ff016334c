package io.sekisho.rules.feed;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import java.util.List;
import java.util.stream.Stream;

/** Where a flow may go that a pattern has to match. */
final class Destinations {
  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final int MOST_OCTETS = 253;
  private static final Endpoint ANYWHERE = new Endpoint(new HostName("server.example"), HTTPS);

  private static final Pattern.Cases<Stream<Clue>> MATCHED =
      new Pattern.Cases<>(
          subTree -> Stream.of(at(subTree.name(), HTTPS), at(below(subTree.name()), HTTP)),
          exactName -> Stream.of(at(exactName.name(), HTTPS)),
          prefix -> in(prefix.prefix()).map(address -> at(address, HTTPS)),
          socket -> Stream.of(new Clue(Clue.Kind.LOOKUP, socket.endpoint())),
          Destinations::below,
          certificate -> Stream.of(showing(certificate.fingerprint())),
          fingerprint ->
              Stream.of(Clue.ofClient(Clue.Kind.FINGERPRINT, fingerprint.client(), ANYWHERE)));

  private Destinations() {}

  static List<Clue> of(Pattern pattern) {
    return pattern.fold(MATCHED).toList();
  }

  static Clue at(Host host, int port) {
    return new Clue(Clue.Kind.LOOKUP, new Endpoint(host, port));
  }

  /** A name below this one, where there is room for one. */
  private static HostName below(HostName name) {
    return name.ascii().length() + 2 > MOST_OCTETS ? name : new HostName("x." + name);
  }

  /** The first address, the last and one between. */
  private static Stream<IpAddress> in(AddressPrefix prefix) {
    IpAddress first = prefix.network();
    if (prefix.isSingle()) {
      return Stream.of(first);
    }
    int free = first.bits() - prefix.length();
    return Stream.of(first, with(first, free, 0x5555_5555_5555_5555L), with(first, free, -1));
  }

  /** The address whose last bits are from such words. */
  private static IpAddress with(IpAddress network, int bits, long word) {
    if (network.isV4()) {
      return IpAddress.v4((int) (network.low() | (word & mask(bits))));
    }
    long low = word & mask(bits);
    long high = word & mask(Math.max(0, bits - Long.SIZE));
    return IpAddress.v6(network.high() | high, network.low() | low);
  }

  private static long mask(int bits) {
    return bits >= Long.SIZE ? -1 : (1L << bits) - 1;
  }

  private static Stream<Clue> below(Pattern.Url url) {
    Endpoint server = new Endpoint(url.host(), url.port() == null ? HTTP : url.port());
    String further = url.path().endsWith("/") ? url.path() + "x" : url.path() + "/x";
    return Stream.of(url.path(), further).map(path -> new Clue(Clue.Kind.LOOKUP, server, path));
  }

  private static Clue showing(CertificateFingerprint certificate) {
    return Clue.ofCertificate(Clue.Kind.CERTIFICATE, certificate, ANYWHERE);
  }
}
