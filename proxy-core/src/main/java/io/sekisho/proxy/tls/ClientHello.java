package io.sekisho.proxy.tls;

import io.sekisho.rules.indicator.Host;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a ClientHello says of its destination (RFC 8446, 4.1.2).
 *
 * @param serverName the host_name of the server_name extension (RFC 6066, 3); null where there is
 *     none
 * @param offersEch whether it carries encrypted_client_hello (RFC 9849); browsers send it with
 *     random contents too, so it does not show that the name is a cover
 */
public record ClientHello(@Nullable Host serverName, boolean offersEch) {

  public Optional<Host> name() {
    return Optional.ofNullable(serverName);
  }
}
