package io.sekisho.proxy.gateway;

import java.util.Locale;

/** How the kernel brings other machines' connections to a gateway's listener. */
public enum Diversion {
  /**
   * nftables rewrites the destination and remembers what it was. Needs no capability, and nothing
   * gets by while the gateway is down. Servers see the gateway's address.
   */
  REDIRECT,
  /**
   * The packets are delivered as they are, and servers see the client's address. Needs {@code
   * CAP_NET_RAW}, and rules that let nothing by while the gateway is down.
   */
  TPROXY;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
