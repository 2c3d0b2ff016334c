package io.sekisho.app.config;

import io.sekisho.proxy.Answers;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Parsed;
import io.sekisho.rules.indicator.Pattern;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;

/** Names, addresses, ports and URIs. Names are never resolved. */
final class Destinations {
  private static final int DNS_PORT = 53;

  private Destinations() {}

  /** {@code address:port}, the port 0 meaning any free one. */
  static InetSocketAddress listen(String text) throws BadValue {
    int colon = text.lastIndexOf(':');
    BadValue wanted =
        new BadValue(text + " is not an address and a port, such as 127.0.0.1:3128 or [::1]:3128");
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.isEmpty() || (host.indexOf(':') >= 0 && !host.startsWith("["))) {
      throw wanted;
    }
    IpAddress address = IpAddress.parse(host).accepted().orElseThrow(() -> wanted);
    int port = Quantities.number(0, Endpoint.MAX_PORT).parse(text.substring(colon + 1));
    return new InetSocketAddress(address.toInetAddress(), port);
  }

  /** An address, with or without a port. */
  static InetSocketAddress dnsServer(String text) throws BadValue {
    IpAddress bare = IpAddress.parse(text).accepted().orElse(null);
    if (bare == null && Endpoint.parse(text).accepted().isEmpty()) {
      throw new BadValue(text + " is not an address, with or without a port");
    }
    return bare == null ? listen(text) : new InetSocketAddress(bare.toInetAddress(), DNS_PORT);
  }

  /** A name or an address, and a port. */
  static Endpoint endpoint(String text) throws BadValue {
    return accepted(Endpoint.parse(text), text + " is not a host and a port");
  }

  /** An address and a port, of a server that is never looked up. */
  static Endpoint server(String text) throws BadValue {
    InetSocketAddress at = listen(text);
    if (at.getPort() == 0) {
      throw new BadValue(text + " has no port");
    }
    return new Endpoint(IpAddress.of(at.getAddress()), at.getPort());
  }

  static String text(InetSocketAddress address) {
    return IpAddress.of(address.getAddress()).inAuthority() + ":" + address.getPort();
  }

  static AddressPrefix prefix(String text) throws BadValue {
    return accepted(AddressPrefix.parse(text), text + " is not an address or a prefix");
  }

  /** A name with all below it, an address, or a prefix. */
  static Pattern pattern(String text) throws BadValue {
    if (text.indexOf('/') >= 0) {
      return new Pattern.Addresses(prefix(text));
    }
    Host host = accepted(Host.parse(text), text + " is not a name, an address or a prefix");
    return host.fold(
        Pattern.SubTree::new, address -> new Pattern.Addresses(AddressPrefix.of(address)));
  }

  /** The names among such patterns, each of which stands for all below it too. */
  static List<HostName> names(List<Pattern> patterns) {
    return patterns.stream().flatMap(Destinations::nameOf).toList();
  }

  /** The addresses and prefixes among them. */
  static List<AddressPrefix> prefixes(List<Pattern> patterns) {
    return patterns.stream().flatMap(Destinations::prefixOf).toList();
  }

  private static Stream<HostName> nameOf(Pattern pattern) {
    return pattern.fold(
        new Pattern.Cases<>(
            subTree -> Stream.of(subTree.name()),
            exactName -> Stream.empty(),
            addresses -> Stream.empty(),
            socket -> Stream.empty(),
            url -> Stream.empty(),
            certificate -> Stream.empty(),
            fingerprint -> Stream.empty()));
  }

  private static Stream<AddressPrefix> prefixOf(Pattern pattern) {
    return pattern.fold(
        new Pattern.Cases<>(
            subTree -> Stream.empty(),
            exactName -> Stream.empty(),
            addresses -> Stream.of(addresses.prefix()),
            socket -> Stream.empty(),
            url -> Stream.empty(),
            certificate -> Stream.empty(),
            fingerprint -> Stream.empty()));
  }

  static IpAddress address(String text) throws BadValue {
    return accepted(IpAddress.parse(text), text + " is not an address");
  }

  static HostName name(String text) throws BadValue {
    return accepted(HostName.parse(text), text + " is not a host name");
  }

  /** An absolute http or https URI, for a Location field. */
  static URI webAddress(String text) throws BadValue {
    URI uri = uri(text);
    boolean web =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    if (!web || uri.getHost() == null) {
      throw new BadValue(text + " is not an http: or https: address");
    }
    return uri;
  }

  /** The same, with {@code {case}} wherever the case id goes. */
  static URI redirectTarget(String text) throws BadValue {
    return webAddress(text.replace("{case}", Answers.Targets.CASE));
  }

  static URI uri(String text) throws BadValue {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new BadValue("not a URI: " + e.getReason() + " at index " + e.getIndex());
    }
  }

  private static <T> T accepted(Parsed<T> parsed, String otherwise) throws BadValue {
    return parsed
        .accepted()
        .orElseThrow(
            () -> new BadValue(otherwise + parsed.fold(v -> "", why -> ": " + why.label())));
  }
}
