package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.IpAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxyAutoConfigTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, PROXY 192.0.2.1:3128",
    "2001:db8::1, PROXY [2001:db8::1]:3128",
    "::ffff:192.0.2.1, PROXY 192.0.2.1:3128"
  })
  void everyUrlGoesToTheProxyAndNoneDirectly(String address, String answer) {
    InetSocketAddress proxy =
        new InetSocketAddress(IpAddress.parse(address).orElseThrow().toInetAddress(), 3128);

    String script = ProxyAutoConfig.script(proxy);

    assertThat(script)
        .isEqualTo("function FindProxyForURL(url, host) {\n  return \"" + answer + "\";\n}\n")
        .doesNotContain("DIRECT");
  }
}
