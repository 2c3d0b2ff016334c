package io.sekisho.rules.indicator;

import java.util.function.Function;

/**
 * What can stand where an authority names a host: a domain name or an IP address, never raw text.
 */
public sealed interface Host permits HostName, IpAddress {

  /**
   * Reads a host as browsers do (WHATWG URL, host parsing), so that every spelling that a client
   * could mean becomes one value: percent-encoding, full-width and upper-case forms, a trailing
   * dot, brackets, zone ids, and decimal, octal, hexadecimal and short IPv4.
   */
  static Parsed<Host> parse(CharSequence text) {
    return HostParser.parse(text);
  }

  <R> R fold(Function<HostName, R> name, Function<IpAddress, R> address);

  /** As it stands in an authority: IPv6 in brackets (RFC 3986, 3.2.2). */
  default String inAuthority() {
    return fold(HostName::toString, address -> address.isV4() ? "" + address : "[" + address + "]");
  }
}
