package io.sekisho.proxy.dns;

import io.netty.resolver.dns.DefaultDnsServerAddressStreamProvider;
import io.sekisho.rules.indicator.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The resolvers that the machine itself uses. Where resolv.conf(5) names none it is the one on this
 * machine, as that page says; never a public resolver that nobody chose.
 */
final class SystemResolvers {
  private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
  private static final int DNS_PORT = 53;

  private SystemResolvers() {}

  static List<InetSocketAddress> addresses() {
    if (!Files.isReadable(RESOLV_CONF)) {
      return DefaultDnsServerAddressStreamProvider.defaultAddressList();
    }
    try (Stream<String> lines = Files.lines(RESOLV_CONF, StandardCharsets.ISO_8859_1)) {
      List<InetSocketAddress> found = lines.flatMap(line -> server(line).stream()).toList();
      return found.isEmpty()
          ? List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), DNS_PORT))
          : found;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOLV_CONF, e);
    }
  }

  private static Optional<InetSocketAddress> server(String line) {
    String[] words = line.strip().split("\\s+", 3);
    return words.length >= 2 && words[0].equals("nameserver")
        ? IpAddress.parse(words[1])
            .accepted()
            .map(address -> new InetSocketAddress(address.toInetAddress(), DNS_PORT))
        : Optional.empty();
  }
}
