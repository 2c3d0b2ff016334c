package io.sekisho.proxy.explicit;

import io.sekisho.proxy.EgressPolicy;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Treatments;
import io.sekisho.proxy.client.ClientIdentity;
import io.sekisho.proxy.dns.DnsSettings;
import io.sekisho.proxy.listener.ListenerSettings;
import io.sekisho.rules.indicator.AddressPrefix;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * All that an explicit proxy is told.
 *
 * @param listen addresses to listen on; port 0 takes a free one
 * @param clients who may use it
 * @param identity how the proxy learns who its clients are
 * @param plane what carries plain HTTP requests
 * @param treatments what follows for each client from how its flows were judged
 */
public record ExplicitSettings(
    List<InetSocketAddress> listen,
    List<AddressPrefix> clients,
    ClientIdentity identity,
    DataPlane plane,
    EgressPolicy egress,
    Treatments treatments,
    DnsSettings dns,
    Limits limits)
    implements ListenerSettings {
  public ExplicitSettings {
    listen = List.copyOf(listen);
    clients = List.copyOf(clients);
    if (plane == DataPlane.LITTLEPROXY && egress.parentProxy().isPresent()) {
      throw new IllegalArgumentException("LittleProxy does not go by a parent proxy");
    }
  }
}
