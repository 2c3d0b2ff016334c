package io.sekisho.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.proxy.explicit.TlsServer;
import io.sekisho.rules.indicator.Pattern;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that servers show to real TLS clients on diverted connections. */
final class GatewayCertificatesEndToEndTest {
  @TempDir static Path scratch;
  private static KeyStore keys;

  @BeforeAll
  static void makeCertificate() throws Exception {
    keys = TlsServer.keys(scratch);
  }

  @Test
  void aListedCertificateEndsTheConnectionBeforeTheKeyExchange() throws Exception {
    Pattern listed = new Pattern.Certificate(TlsServer.fingerprint(keys));
    try (TlsServer server = TlsServer.speaking("TLSv1.2", keys);
        GatewayUnderTest gateway = new GatewayUnderTest.Setup().list(listed).start()) {

      assertThatThrownBy(() -> exchange(gateway, "clean.test", server))
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");

      assertThat(server.recordsHeard()).isEqualTo(1);
    }
  }

  @Test
  void aListedNameInTheCertificateCountsWhereTheClientNamesNobody() throws Exception {
    try (TlsServer server = TlsServer.speaking("TLSv1.2", keys);
        GatewayUnderTest gateway = GatewayUnderTest.started()) {

      assertThatThrownBy(() -> exchange(gateway, "127.0.0.1", server))
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");

      assertThat(server.recordsHeard()).isEqualTo(1);
      assertThat(exchange(gateway, "clean.test", server)).isEqualTo("pong");
    }
  }

  private static String exchange(GatewayUnderTest gateway, String name, TlsServer server)
      throws Exception {
    try (Socket socket = gateway.dial(GatewayUnderTest.at("127.0.0.1", server.port()))) {
      return TlsServer.exchange(socket, name, keys);
    }
  }
}
