package io.sekisho.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.GardenSettings;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.explicit.Hello;
import io.sekisho.proxy.explicit.Origin;
import io.sekisho.proxy.explicit.Wire;
import io.sekisho.rules.indicator.HostName;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Clients of the gateway that were hit, in the walled garden. */
final class GatewayGardenEndToEndTest {
  private static final GardenSettings SETTINGS =
      new GardenSettings(
          Duration.ofHours(1), 10, List.of(), List.of(new HostName("ok.test")), List.of());

  @Test
  void aHitClientIsSentToThePortalAndReachesTheGardenAlone() throws Exception {
    try (Origin origin = Origin.ok();
        GatewayUnderTest gateway = garden()) {
      assertThat(get(gateway, origin, "www.test")).startsWith("HTTP/1.1 200 ");
      assertThat(get(gateway, origin, "hostile.test")).startsWith("HTTP/1.1 302 ");

      String kept = get(gateway, origin, "www.test");

      assertThat(kept).startsWith("HTTP/1.1 302 ").contains("http://portal.test/?case=");
      assertThat(get(gateway, origin, "ok.test")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void itsTunnelsAreResetUnlessTheyNameTheGarden() throws Exception {
    byte[] inside = Hello.naming("ok.test");
    try (Origin origin = Origin.doing(connection -> connection.send(connection.read(5)));
        GatewayUnderTest gateway = garden()) {
      assertThat(get(gateway, origin, "hostile.test")).startsWith("HTTP/1.1 302 ");

      try (Wire named = gateway.connect(origin);
          Wire nameless = gateway.connect(origin);
          Wire out = gateway.connect(origin)) {
        named.send(inside);
        nameless.send("\0\1\2 not TLS");
        out.send(Hello.naming("www.test"));

        assertThat(named.read(5)).hasSize(5);
        assertThat(nameless.ending()).isEqualTo(Wire.Ending.RESET);
        assertThat(out.ending()).isEqualTo(Wire.Ending.RESET);
      }
    }
  }

  private static GatewayUnderTest garden() throws IOException {
    GatewayUnderTest gateway =
        new GatewayUnderTest.Setup()
            .answer(
                new AnswerPolicy(
                    Mode.ENFORCE, Action.REDIRECT, Action.RESET, URI.create("http://portal.test/")))
            .start();
    gateway.garden().follow(Optional.of(SETTINGS));
    return gateway;
  }

  private static String get(GatewayUnderTest gateway, Origin origin, String host)
      throws IOException {
    try (Wire client = gateway.connect(origin)) {
      client.send("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
      return client.readUntil("\r\n\r\n");
    }
  }
}
