package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.Decision;
import io.sekisho.rules.Clue;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates that servers show to real TLS clients in tunnels. */
final class CertificatesEndToEndTest {
  @TempDir static Path scratch;
  private static KeyStore keys;

  @BeforeAll
  static void makeCertificate() throws Exception {
    keys = TlsServer.keys(scratch);
  }

  @Test
  void aListedCertificateEndsTheTunnelBeforeTheKeyExchange() throws Exception {
    try (TlsServer server = TlsServer.speaking("TLSv1.2", keys);
        ProxyUnderTest proxy = listing(server).start()) {

      assertThatThrownBy(() -> exchange(proxy, "clean.test", server))
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");

      Decision stop = proxy.observer().decisions(Action.RESET).get(0);
      assertThat(stop.newest()).isEqualTo(Clue.Kind.CERTIFICATE);
      assertThat(server.recordsHeard()).isEqualTo(1);
    }
  }

  @Test
  void whatIsEncryptedIsNotSeen() throws Exception {
    try (TlsServer server = TlsServer.speaking("TLSv1.3", keys);
        ProxyUnderTest proxy = listing(server).start()) {

      assertThat(exchange(proxy, "clean.test", server)).isEqualTo("pong");
      assertThat(exchange(proxy, "127.0.0.1", server)).isEqualTo("pong");
    }
  }

  @Test
  void aListedNameInTheCertificateCountsWhereTheClientNamesNobody() throws Exception {
    try (TlsServer server = TlsServer.speaking("TLSv1.2", keys);
        ProxyUnderTest proxy = tunnelling(server).neverBlock("clean.test").start()) {

      assertThatThrownBy(() -> exchange(proxy, "127.0.0.1", server))
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");

      Decision stop = proxy.observer().decisions(Action.RESET).get(0);
      assertThat(stop.evidence().clues())
          .extracting(clue -> clue.kind() + " " + clue.destination().host())
          .containsSequence(
              "CERTIFICATE_NAME clean.test",
              "CERTIFICATE_NAME www.hostile.test",
              "CERTIFICATE 127.0.0.1");
      assertThat(server.recordsHeard()).isEqualTo(1);
    }
  }

  @Test
  void theNamesOfTheCertificateAreNoMatterBesideAServerName() throws Exception {
    try (TlsServer server = TlsServer.speaking("TLSv1.2", keys);
        ProxyUnderTest proxy = tunnelling(server).start()) {

      assertThat(exchange(proxy, "clean.test", server)).isEqualTo("pong");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clean.test", "127.0.0.1"})
  void aServerThatIsNeverBlockedMayShowAnyCertificate(String host) throws Exception {
    try (TlsServer server = TlsServer.speaking("TLSv1.2", keys);
        ProxyUnderTest proxy = listing(server).neverBlock(host).start()) {

      assertThat(exchange(proxy, host, server)).isEqualTo("pong");
    }
  }

  private static Setup listing(TlsServer server) throws Exception {
    return tunnelling(server).listCertificate(TlsServer.fingerprint(keys));
  }

  private static Setup tunnelling(TlsServer server) {
    return ProxyUnderTest.on(Engine.NATIVE).connectPort(server.port());
  }

  private static String exchange(ProxyUnderTest proxy, String host, TlsServer server)
      throws Exception {
    try (Socket socket = new Socket()) {
      socket.connect(proxy.address(), Wire.READ_MILLIS);
      socket.setSoTimeout(Wire.READ_MILLIS);
      String connect = Requests.connect(host + ":" + server.port());
      socket.getOutputStream().write(connect.getBytes(StandardCharsets.US_ASCII));
      readHead(socket.getInputStream());
      return TlsServer.exchange(socket, host, keys);
    }
  }

  private static void readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    assertThat(head.toString()).startsWith("HTTP/1.1 200 ");
  }
}
