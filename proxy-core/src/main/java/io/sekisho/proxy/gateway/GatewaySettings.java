package io.sekisho.proxy.gateway;

import io.sekisho.proxy.EgressPolicy;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Treatments;
import io.sekisho.proxy.dns.DnsSettings;
import io.sekisho.proxy.egress.Dialled;
import io.sekisho.proxy.listener.ListenerSettings;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * All that a gateway is told.
 *
 * @param listen where the kernel diverts connections to; port 0 takes a free one
 * @param treatments what follows for each client from how its flows were judged
 */
public record GatewaySettings(
    List<InetSocketAddress> listen,
    Diversion diversion,
    Dialled dialled,
    EgressPolicy egress,
    Treatments treatments,
    DnsSettings dns,
    Limits limits)
    implements ListenerSettings {
  public GatewaySettings {
    listen = List.copyOf(listen);
  }
}
