package io.sekisho.proxy.explicit;

import io.sekisho.rules.indicator.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * A {@link ProxyUnderTest} as other packages may use it: {@code clean.test} and {@code other.test}
 * lead to one address of loopback, {@code hostile.test} leads there too and is listed, and no other
 * name exists.
 */
public final class LoopbackProxy implements AutoCloseable {
  private final ProxyUnderTest proxy;

  private LoopbackProxy(ProxyUnderTest proxy) {
    this.proxy = proxy;
  }

  /**
   * A running proxy.
   *
   * @param plane what carries its requests
   * @param address where the names lead
   * @param responseTime how long a server may take
   */
  public static LoopbackProxy leadingTo(DataPlane plane, String address, Duration responseTime)
      throws IOException {
    ProxyUnderTest proxy =
        ProxyUnderTest.on(Engine.of(plane))
            .responseTime(responseTime)
            .transferIdleTime(responseTime)
            .start();
    for (String name : List.of("clean.test", "other.test", "hostile.test")) {
      proxy.dns().answer(name, address);
    }
    return new LoopbackProxy(proxy);
  }

  public InetSocketAddress address() {
    return proxy.address();
  }

  /** How many requests of this client were passed on to a server. */
  public int relayed(InetSocketAddress client) {
    Endpoint port = Endpoint.parse("127.0.0.1:" + client.getPort()).orElseThrow();
    return (int) proxy.observer().relayed().stream().filter(f -> f.client().equals(port)).count();
  }

  @Override
  public void close() {
    proxy.close();
  }
}
