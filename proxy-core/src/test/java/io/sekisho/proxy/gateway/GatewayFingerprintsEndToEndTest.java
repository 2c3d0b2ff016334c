package io.sekisho.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.explicit.Hello;
import io.sekisho.proxy.explicit.Origin;
import io.sekisho.proxy.explicit.Wire;
import io.sekisho.rules.indicator.Pattern;
import org.junit.jupiter.api.Test;

/** Clients on diverted connections that are listed by how they greet. */
final class GatewayFingerprintsEndToEndTest {
  private static final int SERVER_NAME = 0;
  private static final int PADDING = 21;

  @Test
  void aListedClientIsResetAndItsServerHearsNothing() throws Exception {
    byte[] hello = Hello.with(Hello.serverName("clean.test"), Hello.padding(30));
    try (Origin origin = Origin.doing(Wire::ending);
        GatewayUnderTest gateway = listing(SERVER_NAME, PADDING);
        Wire client = gateway.connect(origin)) {

      for (byte b : hello) {
        client.send(new byte[] {b});
      }

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void aListedClientThatNamesNobodyIsResetToo() throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        GatewayUnderTest gateway = listing();
        Wire client = gateway.connect(origin)) {

      client.send(Hello.withoutName());

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void anotherClientReachesTheSameServer() throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        GatewayUnderTest gateway = listing(SERVER_NAME, PADDING);
        Wire client = gateway.connect(origin)) {

      client.send(Hello.naming("clean.test"));
      client.send("and more");

      assertThat(origin.received(0, "and more")).endsWith("and more");
    }
  }

  private static GatewayUnderTest listing(int... extensions) throws Exception {
    Pattern listed = new Pattern.Fingerprint(Hello.ja3(extensions));
    return new GatewayUnderTest.Setup().list(listed).start();
  }
}
