package io.sekisho.app.admin;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * The proxy's address as one client should know it.
 *
 * @param listeners what the explicit proxy is bound to
 */
record AutoConfigAddress(List<InetSocketAddress> listeners) {

  /**
   * Prefers the listener on the very address that the client reached, then one on every address,
   * then any; empty where there is no explicit proxy.
   */
  Optional<InetSocketAddress> asSeenAt(InetAddress reached) {
    return first(listener -> listener.getAddress().equals(reached))
        .or(() -> first(listener -> listener.getAddress().isAnyLocalAddress()))
        .or(() -> first(listener -> true))
        .map(
            listener ->
                listener.getAddress().isAnyLocalAddress()
                    ? new InetSocketAddress(reached, listener.getPort())
                    : listener);
  }

  private Optional<InetSocketAddress> first(
      java.util.function.Predicate<InetSocketAddress> wanted) {
    return listeners.stream().filter(wanted).findFirst();
  }
}
