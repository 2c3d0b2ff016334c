package io.sekisho.app.feeds.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.proxy.dns.DnsSettings;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfiguredNamesTest {
  private static final DnsSettings SETTINGS =
      new DnsSettings(
          List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)),
          Map.of(
              new HostName("lists.example"),
              List.of(IpAddress.parse("127.0.0.7").accepted().orElseThrow())),
          Duration.ofMillis(200));

  @Test
  void fixedAnswersAndAddressesNeedNoResolver() throws Exception {
    try (ConfiguredNames names = new ConfiguredNames(SETTINGS)) {
      assertThat(addresses(names, "lists.example")).containsExactly("127.0.0.7");
      assertThat(addresses(names, "192.0.2.1")).containsExactly("192.0.2.1");
      assertThat(addresses(names, "::1")).containsExactly("0:0:0:0:0:0:0:1");
    }
  }

  private static List<String> addresses(ConfiguredNames names, String host) throws Exception {
    return Arrays.stream(names.resolve(host)).map(InetAddress::getHostAddress).toList();
  }

  @Test
  void aNameWithoutAnAnswerIsUnknown() {
    try (ConfiguredNames names = new ConfiguredNames(SETTINGS)) {
      assertThatThrownBy(() -> names.resolve("other.example"))
          .isInstanceOf(UnknownHostException.class)
          .hasMessageContaining("other.example does not resolve");
    }
  }
}
