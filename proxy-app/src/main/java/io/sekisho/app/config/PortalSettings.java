package io.sekisho.app.config;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * The listener of the captive-portal API.
 *
 * @param certificates in PEM, the listener's own first
 * @param privateKey in PEM, as PKCS #8
 */
public record PortalSettings(
    List<InetSocketAddress> listen, String certificates, String privateKey) {
  public PortalSettings {
    listen = List.copyOf(listen);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "captive-portal API on " + listen;
  }
}
