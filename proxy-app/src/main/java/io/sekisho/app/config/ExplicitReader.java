package io.sekisho.app.config;

import io.sekisho.proxy.EgressPolicy;
import io.sekisho.proxy.Treatments;
import io.sekisho.proxy.client.ClientIdentity;
import io.sekisho.proxy.dns.DnsSettings;
import io.sekisho.proxy.explicit.DataPlane;
import io.sekisho.proxy.explicit.ExplicitSettings;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that the data plane is told: {@code mode}, {@code explicit}, {@code egress}, {@code
 * dns}, {@code undecided}, {@code answer}, {@code groups} and {@code limits}.
 */
final class ExplicitReader {
  private static final String LOCAL_CLIENTS =
      "127.0.0.0/8, ::1/128, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fd00::/8";

  private ExplicitReader() {}

  static ExplicitSettings read(Section root, Locations locations) {
    Treatments treatments = new TreatmentsReader(root).read();
    Section explicit = root.section("explicit");
    List<InetSocketAddress> listen =
        explicit.some("listen", Destinations::listen, "127.0.0.1:3128");
    List<AddressPrefix> clients = explicit.some("clients", Destinations::prefix, LOCAL_CLIENTS);
    ClientIdentity identity = new IdentityReader(explicit, locations).read();
    EgressPolicy egress = egress(explicit, root.section("egress"), locations);
    DataPlane plane = plane(explicit, egress);
    DnsSettings dns = dns(root.section("dns"));
    return new ExplicitSettings(
        listen,
        clients,
        identity,
        plane,
        egress,
        treatments,
        dns,
        LimitsReader.read(root.section("limits")));
  }

  /** What LittleProxy cannot do is no setting beside it, lest it be quietly left undone. */
  private static DataPlane plane(Section explicit, EgressPolicy egress) {
    DataPlane chosen =
        explicit.value("engine", Choice.of(DataPlane.values(), DataPlane::label), "native");
    if (chosen == DataPlane.NATIVE || egress.parentProxy().isEmpty()) {
      return chosen;
    }
    explicit.fault("engine", "littleproxy does not go by a parent proxy; remove egress.parent");
    return DataPlane.NATIVE;
  }

  private static EgressPolicy egress(Section explicit, Section egress, Locations locations) {
    List<Integer> ports =
        explicit.list("connect-ports", Quantities.number(1, Endpoint.MAX_PORT), "443");
    return new EgressPolicy(
        egress.value(
            "private-addresses",
            Choice.of(
                EgressPolicy.PrivateAddresses.values(),
                choice -> choice.name().toLowerCase(Locale.ROOT)),
            "deny"),
        Set.copyOf(ports),
        new ParentReader(egress, locations).read());
  }

  private static DnsSettings dns(Section dns) {
    return new DnsSettings(
        dns.list("servers", Destinations::dnsServer, ""),
        hosts(dns, dns.section("hosts")),
        DnsSettings.DEFAULT_QUERY_TIME);
  }

  private static Map<HostName, List<IpAddress>> hosts(Section dns, Section hosts) {
    dns.documented("hosts", "none");
    Map<HostName, List<IpAddress>> fixed = new LinkedHashMap<>();
    for (String text : hosts.names()) {
      List<IpAddress> addresses = hosts.data(text, Destinations::address);
      Optional<HostName> name = hosts.nameAsData(text, Destinations::name);
      if (name.isPresent() && fixed.putIfAbsent(name.get(), addresses) != null) {
        hosts.fault(text, "is given twice in different spellings");
      }
    }
    return fixed;
  }
}
