package io.sekisho.app.config;

import io.sekisho.rules.indicator.HostName;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/**
 * The admin listener, which is always on.
 *
 * @param hostNames names, beside addresses and {@code localhost}, that its requests may carry as
 *     Host
 */
public record AdminSettings(List<InetSocketAddress> listen, Set<HostName> hostNames) {
  public AdminSettings {
    listen = List.copyOf(listen);
    hostNames = Set.copyOf(hostNames);
  }
}
