package io.sekisho.proxy.explicit;

import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetSocketAddress;

/**
 * The proxy auto-configuration file: a function that browsers ask for the way to each URL. It
 * always names this proxy and never DIRECT, so that a proxy that is down is noticed and not passed
 * by.
 */
public final class ProxyAutoConfig {
  private ProxyAutoConfig() {}

  /**
   * The file's text.
   *
   * @param proxy where the client reaches the proxy; resolved
   */
  public static String script(InetSocketAddress proxy) {
    Endpoint endpoint = new Endpoint(IpAddress.of(proxy.getAddress()), proxy.getPort());
    return """
        function FindProxyForURL(url, host) {
          return "PROXY %s";
        }
        """
        .formatted(endpoint);
  }
}
