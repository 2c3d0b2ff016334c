package io.sekisho.app.feeds.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy on the way to a server.
 *
 * @param login null where it asks for none
 */
public record HttpProxy(String host, int port, @Nullable Login login) {

  /** Who the proxy is told that this one is (Basic authentication). */
  public record Login(String user, SecretFile password) {}

  Optional<Login> credentials() {
    return Optional.ofNullable(login);
  }
}
