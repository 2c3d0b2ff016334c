package io.sekisho.proxy.http.exchange;

import io.sekisho.proxy.http.Headers;
import io.sekisho.proxy.http.Headers.Field;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells the schemes that authenticate a connection, and with it every later request on it, instead
 * of one request (RFC 4559, 6 for Negotiate; NTLM does the same).
 */
final class ConnectionAuthentication {
  private static final Set<String> FIELDS = Set.of("authorization", "www-authenticate");
  private static final List<String> SCHEMES = List.of("ntlm", "negotiate", "kerberos");

  private ConnectionAuthentication() {}

  /** Whether these fields of a request or a response are part of such an authentication. */
  static boolean isIn(Headers headers) {
    for (Field field : headers.fields()) {
      if (FIELDS.contains(field.name().toLowerCase(Locale.ROOT)) && namesScheme(field.value())) {
        return true;
      }
    }
    return false;
  }

  /** A challenge may list several schemes: any word counts, so that none is overlooked. */
  private static boolean namesScheme(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return SCHEMES.stream().anyMatch(lower::contains);
  }
}
