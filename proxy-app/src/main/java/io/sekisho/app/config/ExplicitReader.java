package io.sekisho.app.config;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.EgressPolicy;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.client.ClientIdentity;
import io.sekisho.proxy.dns.DnsSettings;
import io.sekisho.proxy.explicit.ExplicitSettings;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that the data plane is told: {@code mode}, {@code explicit}, {@code egress}, {@code
 * dns}, {@code undecided}, {@code answer} and {@code limits}.
 */
final class ExplicitReader {
  private static final String LOCAL_CLIENTS =
      "127.0.0.0/8, ::1/128, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fd00::/8";
  private static final String[] PLANNED_ANSWERS = {"drop", "tarpit", "sinkhole"};

  private ExplicitReader() {}

  static ExplicitSettings read(Section root, Locations locations) {
    Mode mode = root.value("mode", Choice.of(Mode.values(), Mode::label), "enforce");
    Section explicit = root.section("explicit");
    List<InetSocketAddress> listen =
        explicit.some("listen", Destinations::listen, "127.0.0.1:3128");
    List<AddressPrefix> clients = explicit.some("clients", Destinations::prefix, LOCAL_CLIENTS);
    ClientIdentity identity = new IdentityReader(explicit, locations).read();
    EgressPolicy egress = egress(explicit, root.section("egress"), locations);
    explicit.value(
        "engine", new Choice<>(Map.of("native", "native"), Set.of("littleproxy")), "native");
    DnsSettings dns = dns(root.section("dns"));
    Map<Undecided, Undecided.Handling> undecided = undecided(root.section("undecided"));
    AnswerPolicy answer = answer(root.section("answer"), mode);
    return new ExplicitSettings(
        listen,
        clients,
        identity,
        egress,
        answer,
        undecided,
        dns,
        LimitsReader.read(root.section("limits")));
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

  private static Map<Undecided, Undecided.Handling> undecided(Section undecided) {
    Map<Undecided, Undecided.Handling> handling = new EnumMap<>(Undecided.class);
    Choice<Undecided.Handling> words =
        Choice.of(Undecided.Handling.values(), Undecided.Handling::label);
    for (Undecided why : Undecided.values()) {
      String fallback = why == Undecided.MALFORMED ? "reset" : "relay";
      handling.put(why, undecided.value(why.label(), words, fallback));
    }
    return handling;
  }

  private static AnswerPolicy answer(Section answer, Mode mode) {
    Action http = answer.value("http", actions(AnswerPolicy.HTTP_ACTIONS), "refuse");
    Action tls = answer.value("tls", actions(AnswerPolicy.TLS_ACTIONS), "reset");
    Optional<URI> target =
        answer.optional("redirect-to", Destinations::webAddress, "none; needed for redirect");
    answer.planned("explain");
    if (http == Action.REDIRECT && !answer.has("redirect-to")) {
      answer.fault("redirect-to", "is missing, and answer.http is redirect");
    }
    if (http != Action.REDIRECT && target.isPresent()) {
      answer.fault("redirect-to", "is of no use unless answer.http is redirect");
    }
    return http == Action.REDIRECT
        ? target
            .map(uri -> new AnswerPolicy(mode, http, tls, uri))
            .orElseGet(() -> new AnswerPolicy(mode, Action.REFUSE, tls, null))
        : new AnswerPolicy(mode, http, tls, null);
  }

  private static Choice<Action> actions(Set<Action> allowed) {
    return Choice.of(allowed.toArray(new Action[0]), Action::label).planning(PLANNED_ANSWERS);
  }
}
