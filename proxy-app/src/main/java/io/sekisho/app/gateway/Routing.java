package io.sekisho.app.gateway;

import io.sekisho.proxy.gateway.Diversion;

/**
 * The routes that TPROXY needs beside the rules: packets that were marked are delivered to this
 * machine, whoever they are addressed to.
 */
public final class Routing {
  static final String MARK = "0x3129";

  private static final int TABLE = 3129;

  /** Ahead of an operator's own routing rules, which begin at 100 or above by custom. */
  private static final int PREFERENCE = 31;

  private static final String SHELL =
      """
      # Routes of the Sekisho gateway, printed from its configuration, for sh. Loading them again
      # changes nothing. Taken away they are by
      #   ip -4 rule del pref %3$d fwmark %2$s; ip -4 route flush table %1$d; and the same with -6
      set -eu
      for family in -4 -6; do
        if [ $family = -6 ] && ! grep -qs 0 /proc/sys/net/ipv6/conf/lo/disable_ipv6; then
          continue
        fi
        ip $family route replace local default dev lo table %1$d
        if ! ip $family rule show pref %3$d | grep -q %2$s; then
          ip $family rule add pref %3$d fwmark %2$s lookup %1$d
        fi
      done
      """
          .formatted(TABLE, MARK, PREFERENCE);

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
        #   ip -4 rule add pref %3$d fwmark %2$s lookup %1$d
        #   and the same with -6
        """
        .formatted(TABLE, MARK, PREFERENCE);
  }
}
