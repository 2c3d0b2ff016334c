package io.sekisho.proxy.http.exchange;

import io.sekisho.proxy.http.Headers;
import java.util.List;

/**
 * Tells the schemes that authenticate a connection, and with it every later request on it, instead
 * of one request (RFC 4559, 6 for Negotiate; NTLM does the same).
 */
final class ConnectionAuthentication {
  private static final List<String> SCHEMES = List.of("ntlm", "negotiate", "kerberos");

  private ConnectionAuthentication() {}

  /** Whether these fields of a request or a response are part of such an authentication. */
  static boolean isIn(Headers headers) {
    return names(headers, "Authorization") || names(headers, "WWW-Authenticate");
  }

  /** A challenge may list several schemes: any word counts, so that none is overlooked. */
  private static boolean names(Headers headers, String field) {
    return headers.has(field)
        && headers.tokens(field).stream()
            .anyMatch(value -> SCHEMES.stream().anyMatch(value::contains));
  }
}
