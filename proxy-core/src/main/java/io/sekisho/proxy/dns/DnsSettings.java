package io.sekisho.proxy.dns;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Where names are looked up.
 *
 * @param servers recursive resolvers; empty for the system's
 * @param hosts fixed answers, which come before any resolver
 * @param queryTime one query to one server is given up after this
 */
public record DnsSettings(
    List<InetSocketAddress> servers, Map<HostName, List<IpAddress>> hosts, Duration queryTime) {
  public static final Duration DEFAULT_QUERY_TIME = Duration.ofSeconds(2);

  public DnsSettings {
    servers = List.copyOf(servers);
    hosts = Map.copyOf(hosts);
  }
}
