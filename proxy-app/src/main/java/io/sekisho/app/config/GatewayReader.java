package io.sekisho.app.config;

import io.sekisho.app.gateway.GatewayPlan;
import io.sekisho.app.gateway.Scope;
import io.sekisho.proxy.egress.Dialled;
import io.sekisho.proxy.explicit.ExplicitSettings;
import io.sekisho.proxy.gateway.Diversion;
import io.sekisho.proxy.gateway.GatewaySettings;
import io.sekisho.rules.indicator.Endpoint;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The mapping {@code gateway}. */
final class GatewayReader {
  private enum Kind {
    ROUTER,
    HOST;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the kernel and nftables both take; names are at most 15 bytes long. */
  private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,14}");

  private static final Pattern USER =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,31}|0|[1-9][0-9]{0,8}");

  private final Section root;
  private final Section gateway;

  GatewayReader(Section root) {
    this.root = root;
    this.gateway = root.section("gateway");
  }

  /**
   * The gateway as it is where the file has one.
   *
   * @param shared what holds for all ways in
   */
  GatewayPlan read(ExplicitSettings shared) {
    List<InetSocketAddress> listen = gateway.some("listen", Destinations::listen, "[::]:3129");
    Diversion diversion =
        gateway.value("diversion", Choice.of(Diversion.values(), Diversion::label), "redirect");
    Dialled dialled =
        gateway.value("dial", Choice.of(Dialled.values(), Dialled::label), "original");
    Scope scope = scope(diversion, listen);
    List<Integer> ports = gateway.some("ports", Quantities.number(1, Endpoint.MAX_PORT), "80, 443");
    reportPorts(listen);
    reportParent(shared);
    GatewaySettings settings =
        new GatewaySettings(
            listen,
            diversion,
            dialled,
            shared.egress(),
            shared.treatments(),
            shared.dns(),
            shared.limits());
    return new GatewayPlan(settings, scope, ports);
  }

  private Scope scope(Diversion diversion, List<InetSocketAddress> listen) {
    Kind kind = gateway.value("scope", Choice.of(Kind.values(), Kind::label), "router");
    List<String> interfaces = gateway.list("interfaces", GatewayReader::interfaceName, "");
    String user = gateway.value("user", GatewayReader::user, "sekisho");
    return switch (kind) {
      case ROUTER -> {
        reportUseless("user", "host");
        listen.forEach(this::reportLoopback);
        yield new Scope.Router(interfaces);
      }
      case HOST -> {
        reportUseless("interfaces", "router");
        reportTproxy(diversion);
        yield new Scope.Host(user);
      }
    };
  }

  private static String interfaceName(String text) throws BadValue {
    if (!INTERFACE.matcher(text).matches()) {
      throw new BadValue(text + " is not the name of a network interface");
    }
    return text;
  }

  private static String user(String text) throws BadValue {
    if (!USER.matcher(text).matches()) {
      throw new BadValue(text + " is not the name or the number of a user");
    }
    return text;
  }

  private void reportUseless(String key, String scope) {
    if (gateway.has(key)) {
      gateway.fault(key, "is of no use unless gateway.scope is " + scope);
    }
  }

  /** Diverted packets get the address of the interface on which they came. */
  private void reportLoopback(InetSocketAddress address) {
    if (address.getAddress().isLoopbackAddress()) {
      gateway.fault(
          "listen",
          Destinations.text(address)
              + " gets nothing of other machines; take [::] or set gateway.scope to host");
    }
  }

  private void reportTproxy(Diversion diversion) {
    if (diversion == Diversion.TPROXY) {
      gateway.fault("diversion", "tproxy needs gateway.scope to be router");
    }
  }

  /** Rules name one port for all addresses. */
  private void reportPorts(List<InetSocketAddress> listen) {
    if (listen.stream().mapToInt(InetSocketAddress::getPort).distinct().count() > 1) {
      gateway.fault("listen", "has several ports; all addresses need the same one");
    }
  }

  private void reportParent(ExplicitSettings shared) {
    if (root.has("gateway") && shared.egress().parentProxy().isPresent()) {
      root.fault("gateway", "cannot go by egress.parent yet; remove one of them");
    }
  }
}
