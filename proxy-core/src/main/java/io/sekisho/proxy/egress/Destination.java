package io.sekisho.proxy.egress;

import io.sekisho.rules.indicator.Endpoint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a flow is to go.
 *
 * @param authority what the client calls it; the address that it connected to, where it gives no
 *     name
 * @param diversion where the client itself connected to; null where it asked this proxy to look the
 *     authority up
 */
public record Destination(Endpoint authority, @Nullable Diverted diversion) {

  /** One that a client asks this proxy for. */
  public static Destination of(Endpoint authority) {
    return new Destination(authority, null);
  }

  public Optional<Diverted> diverted() {
    return Optional.ofNullable(diversion);
  }
}
