package io.sekisho.proxy.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.rules.indicator.Host;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes over loopback with a Java client that checks the server's name as HTTPS does. */
final class HandshakeTest {
  private final CertificateAuthority authority = Authorities.root();
  private final Minting minting = new Minting(InstantSource.system());

  @AfterEach
  void close() {
    minting.close();
  }

  private SSLSession handshake(Host host, TlsClient client) throws Exception {
    minting.use(Optional.of(authority));
    try (TlsServer server = new TlsServer(minting.serverContext(host).get(10, TimeUnit.SECONDS))) {
      return client.handshake(server.address());
    }
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2", "TLSv1.3"})
  void clientThatTrustsTheRootAccepts(String version) throws Exception {
    TlsClient client =
        new TlsClient(Device.trusting(authority.certificate()), "c2.example", version);

    SSLSession session = handshake(Authorities.host("c2.example"), client);

    assertThat(session.getProtocol()).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "[::1]", "xn--r8jz45g.xn--zckzah", "localhost"})
  void clientAcceptsNamesAndAddresses(String host) throws Exception {
    String asked = host.replace("[", "").replace("]", "");
    TlsClient client = new TlsClient(Device.trusting(authority.certificate()), asked, "TLSv1.3");

    SSLSession session = handshake(Authorities.host(host), client);

    assertThat(session.isValid()).isTrue();
  }

  @Test
  void clientRefusesItForAnotherName() {
    TlsClient client =
        new TlsClient(Device.trusting(authority.certificate()), "other.example", "TLSv1.3");

    assertThatThrownBy(() -> handshake(Authorities.host("c2.example"), client))
        .isInstanceOf(SSLHandshakeException.class)
        .hasMessageContaining("other.example");
  }

  @Test
  void clientThatDoesNotTrustTheRootRefuses() {
    TlsClient client =
        new TlsClient(Device.trusting(Authorities.root().certificate()), "c2.example", "TLSv1.3");

    assertThatThrownBy(() -> handshake(Authorities.host("c2.example"), client))
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void onlyHttp11IsAgreedOn() throws Exception {
    TlsClient client =
        new TlsClient(Device.trusting(authority.certificate()), "c2.example", "TLSv1.3")
            .offering("h2", "http/1.1");

    handshake(Authorities.host("c2.example"), client);

    assertThat(client.agreed()).isEqualTo("http/1.1");
  }
}
