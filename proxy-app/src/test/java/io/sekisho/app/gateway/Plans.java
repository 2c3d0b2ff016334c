package io.sekisho.app.gateway;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.EgressPolicy;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.Treatment;
import io.sekisho.proxy.Treatments;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.dns.DnsSettings;
import io.sekisho.proxy.egress.Dialled;
import io.sekisho.proxy.gateway.Diversion;
import io.sekisho.proxy.gateway.GatewaySettings;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gateways of which only what rules depend on matters. */
final class Plans {
  private Plans() {}

  static GatewayPlan plan(Diversion diversion, Scope scope, Integer... ports) {
    return new GatewayPlan(listener(diversion), scope, List.of(ports));
  }

  private static GatewaySettings listener(Diversion diversion) {
    Map<Undecided, Undecided.Handling> undecided =
        Arrays.stream(Undecided.values())
            .collect(Collectors.toMap(Function.identity(), why -> Undecided.Handling.RELAY));
    return new GatewaySettings(
        List.of(new InetSocketAddress("::", 3129)),
        diversion,
        Dialled.ORIGINAL,
        new EgressPolicy(EgressPolicy.PrivateAddresses.DENY, Set.of(443), null),
        Treatments.alike(
            new Treatment(
                new AnswerPolicy(Mode.ENFORCE, Action.REFUSE, Action.RESET, null), undecided)),
        new DnsSettings(List.of(), Map.of(), DnsSettings.DEFAULT_QUERY_TIME),
        Limits.DEFAULTS);
  }
}
