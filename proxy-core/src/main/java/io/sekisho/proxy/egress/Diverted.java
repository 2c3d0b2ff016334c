package io.sekisho.proxy.egress;

import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a client connected to by itself, before its connection was diverted to this proxy.
 *
 * @param address the address of {@code original}, which has been judged by whoever made this
 * @param source the client's address, where servers are to see it; null where they see this
 *     machine's
 */
public record Diverted(
    Endpoint original, IpAddress address, Dialled dialled, @Nullable IpAddress source) {

  /** One whose original destination is this address and port. */
  public static Diverted to(
      IpAddress address, int port, Dialled dialled, @Nullable IpAddress source) {
    return new Diverted(new Endpoint(address, port), address, dialled, source);
  }
}
