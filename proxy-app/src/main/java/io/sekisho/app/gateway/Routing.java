package io.sekisho.app.gateway;

import io.sekisho.proxy.gateway.Diversion;

/**
 * The routes that TPROXY needs beside the rules: packets that were marked are delivered to this
 * machine, whoever they are addressed to.
 */
public final class Routing {
  static final String MARK = "0x3129";

  /** Preference of the routing rule, and number of the table. */
  private static final int NUMBER = 3129;

  private static final String SHELL =
      """
      # Routes of the Sekisho gateway, printed from its configuration, for sh. Loading them again
      # changes nothing. Taken away they are by
      #   ip -4 rule del pref %1$d; ip -4 route flush table %1$d; and the same with -6
      set -eu
      for family in -4 -6; do
        if [ $family = -6 ] && ! grep -qs 0 /proc/sys/net/ipv6/conf/lo/disable_ipv6; then
          continue
        fi
        ip $family route replace local default dev lo table %1$d
        ip $family rule show pref %1$d | grep -q %2$s || ip $family rule add pref %1$d fwmark %2$s lookup %1$d
      done
      """
          .formatted(NUMBER, MARK);

  private static final String NONE =
      "# The Sekisho gateway needs no routes of its own with diversion: redirect.\n";

  private Routing() {}

  /** Commands for a shell; none are needed without TPROXY, and none are printed then. */
  public static String of(GatewayPlan plan) {
    return plan.listener().diversion() == Diversion.TPROXY ? SHELL : NONE;
  }

  static String comment() {
    return """
        # They need routes beside them, which "sekisho gateway rules --routing" prints:
        #   ip -4 route replace local default dev lo table %1$d
        #   ip -4 rule add pref %1$d fwmark %2$s lookup %1$d
        #   and the same with -6
        """
        .formatted(NUMBER, MARK);
  }
}
