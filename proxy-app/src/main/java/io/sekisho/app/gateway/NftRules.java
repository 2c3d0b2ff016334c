package io.sekisho.app.gateway;

import io.sekisho.proxy.gateway.Diversion;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The nftables rules of a gateway, as a file for {@code nft -f}: one table of its own with a chain
 * that diverts and one that refuses what was not diverted. nftables 1.0.6 and newer take it.
 */
public final class NftRules {
  private static final String HEADER =
      """
      # nftables rules of the Sekisho gateway, printed from its configuration.
      # Loading them replaces the table sekisho in one step and touches no other:
      #   nft -f FILE
      # Taking them away lets connections go past Sekisho:
      #   nft delete table inet sekisho
      """;

  private static final String TABLE =
      """

      table inet sekisho
      delete table inet sekisho

      table inet sekisho {
      %s
      %s}
      """;

  private static final String REDIRECT =
      """
        # New connections go to Sekisho; while it is down they are refused.
        chain divert {
          type nat hook %s; policy accept;
          %stcp dport %s counter redirect to :%d
        }
      """;

  private static final String TPROXY =
      """
        # Connections go to Sekisho as they are, and so does what servers answer to it. In this
        # order: else what is left of an old connection takes the beginning of a new one.
        chain divert {
          type filter hook prerouting priority mangle; policy accept;
          %1$stcp dport %2$s counter tproxy to :%3$d meta mark set %4$s accept
          meta l4proto { tcp, icmp, ipv6-icmp } socket transparent 1 socket wildcard 0 meta mark set %4$s accept
        }
      """;

  private static final String GUARD =
      """
        # Whatever was not diverted ends here, connections older than this table too. QUIC is
        # refused at once, so that browsers take TCP.
        chain guard {
          type filter hook %1$s priority filter - 10; policy accept;
          %2$stcp dport %3$s counter reject with tcp reset
          %2$sudp dport %3$s counter reject with icmpx port-unreachable
        }
      """;

  /** Nothing that is meant for this machine itself. */
  private static final String ELSEWHERE = "fib daddr type != local ";

  private final GatewayPlan plan;

  private NftRules(GatewayPlan plan) {
    this.plan = plan;
  }

  /** The file's text. */
  public static String of(GatewayPlan plan) {
    NftRules rules = new NftRules(plan);
    return rules.header() + TABLE.formatted(rules.divert(), rules.guard());
  }

  private String header() {
    return switch (plan.listener().diversion()) {
      case REDIRECT -> HEADER;
      case TPROXY -> HEADER + Routing.comment();
    };
  }

  private String divert() {
    Diversion diversion = plan.listener().diversion();
    return switch (diversion) {
      case REDIRECT -> REDIRECT.formatted(natHook(), whose() + ELSEWHERE, ports(), plan.port());
      case TPROXY -> TPROXY.formatted(whose() + ELSEWHERE, ports(), plan.port(), Routing.MARK);
    };
  }

  private String guard() {
    return plan.scope()
        .fold(
            router -> GUARD.formatted("forward", whose(), ports()),
            host -> GUARD.formatted("output", whose() + ELSEWHERE, ports()));
  }

  /** Ahead of the rules of others. Output has no name for the priority of dstnat. */
  private String natHook() {
    return plan.scope()
        .fold(router -> "prerouting priority dstnat - 10", host -> "output priority -110");
  }

  private String whose() {
    return plan.scope()
        .fold(router -> from(router.interfaces()), host -> "meta skuid != " + user(host) + " ");
  }

  private static String from(List<String> interfaces) {
    String names =
        interfaces.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
    return interfaces.isEmpty() ? "" : "iifname { " + names + " } ";
  }

  private static String user(Scope.Host host) {
    boolean number = Character.isDigit(host.user().charAt(0));
    return number ? host.user() : '"' + host.user() + '"';
  }

  private String ports() {
    return plan.ports().stream().map(String::valueOf).collect(Collectors.joining(", ", "{ ", " }"));
  }
}
