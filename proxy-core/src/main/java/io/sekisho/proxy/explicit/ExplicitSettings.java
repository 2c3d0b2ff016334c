package io.sekisho.proxy.explicit;

import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.EgressPolicy;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.client.ClientIdentity;
import io.sekisho.proxy.dns.DnsSettings;
import io.sekisho.proxy.listener.ListenerSettings;
import io.sekisho.rules.indicator.AddressPrefix;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * All that an explicit proxy is told.
 *
 * @param listen addresses to listen on; port 0 takes a free one
 * @param clients who may use it
 * @param identity how the proxy learns who its clients are
 * @param undecided what to do with tunnels that gave no name; every kind has an entry
 */
public record ExplicitSettings(
    List<InetSocketAddress> listen,
    List<AddressPrefix> clients,
    ClientIdentity identity,
    EgressPolicy egress,
    AnswerPolicy answer,
    Map<Undecided, Undecided.Handling> undecided,
    DnsSettings dns,
    Limits limits)
    implements ListenerSettings {
  public ExplicitSettings {
    listen = List.copyOf(listen);
    clients = List.copyOf(clients);
    undecided = Map.copyOf(undecided);
    if (undecided.size() != Undecided.values().length) {
      throw new IllegalArgumentException("a kind of undecided flow has no handling");
    }
  }
}
