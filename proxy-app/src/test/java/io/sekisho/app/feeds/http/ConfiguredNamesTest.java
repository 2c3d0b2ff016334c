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
      assertThat(names.resolve("lists.example"))
          .containsExactly(InetAddress.getByName("127.0.0.7"));
      assertThat(names.resolve("192.0.2.1")).containsExactly(InetAddress.getByName("192.0.2.1"));
      assertThat(names.resolve("::1")).containsExactly(InetAddress.getByName("::1"));
    }
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
