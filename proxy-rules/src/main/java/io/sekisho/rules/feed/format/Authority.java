package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Parsed;
import io.sekisho.rules.indicator.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A host, with a port where one is written. IPv4 text is dotted decimal here: what clients read as
 * an address in a bare number or a padded part is more likely a slip in a list.
 */
record Authority(Host host, @Nullable Integer port) {

  static Parsed<Authority> parse(String text) {
    return hasPort(text)
        ? Endpoint.parse(text)
            .flatMap(
                e ->
                    canonical(e.host(), text.substring(0, text.lastIndexOf(':')))
                        .flatMap(host -> Parsed.of(new Authority(host, e.port()))))
        : host(text).flatMap(host -> Parsed.of(new Authority(host, null)));
  }

  static Parsed<Host> host(String text) {
    return Host.parse(text).flatMap(host -> canonical(host, text));
  }

  static Parsed<IpAddress> address(String text) {
    return host(text)
        .flatMap(host -> host.fold(name -> Parsed.refused(Refusal.NAME_NOT_ADDRESS), Parsed::of));
  }

  /** Whether there is one colon, or one behind the brackets; more colons are IPv6 or nothing. */
  private static boolean hasPort(String text) {
    int colon = text.lastIndexOf(':');
    return text.startsWith("[") ? text.indexOf("]:") > 0 : colon >= 0 && text.indexOf(':') == colon;
  }

  private static Parsed<Host> canonical(Host host, String text) {
    boolean loose =
        text.indexOf(':') < 0
            && host.fold(name -> false, address -> !address.toString().equals(text));
    return loose ? Parsed.refused(Refusal.BAD_ADDRESS) : Parsed.of(host);
  }
}
