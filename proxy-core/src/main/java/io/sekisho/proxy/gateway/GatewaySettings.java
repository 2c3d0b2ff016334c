package io.sekisho.proxy.gateway;

import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.EgressPolicy;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.dns.DnsSettings;
import io.sekisho.proxy.egress.Dialled;
import io.sekisho.proxy.listener.ListenerSettings;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * All that a gateway is told.
 *
 * @param listen where the kernel diverts connections to; port 0 takes a free one
 * @param undecided what to do with flows that gave no name; every kind has an entry
 */
public record GatewaySettings(
    List<InetSocketAddress> listen,
    Diversion diversion,
    Dialled dialled,
    EgressPolicy egress,
    AnswerPolicy answer,
    Map<Undecided, Undecided.Handling> undecided,
    DnsSettings dns,
    Limits limits)
    implements ListenerSettings {
  public GatewaySettings {
    listen = List.copyOf(listen);
    undecided = Map.copyOf(undecided);
    if (undecided.size() != Undecided.values().length) {
      throw new IllegalArgumentException("a kind of undecided flow has no handling");
    }
  }
}
