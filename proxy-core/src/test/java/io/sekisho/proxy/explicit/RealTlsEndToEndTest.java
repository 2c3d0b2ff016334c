package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Undecided;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes of a real TLS client and server through the proxy: full ones, and resumed ones. */
final class RealTlsEndToEndTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final int HANDSHAKES = 12;

  @TempDir static Path scratch;
  private static KeyStore keys;

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path file = scratch.resolve("server.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                List.of(
                    (keytool
                            + " -genkeypair -alias server -keyalg RSA -storetype PKCS12"
                            + " -dname CN=clean.test -storepass changeit -keystore "
                            + file)
                        .split(" ")))
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(made.waitFor()).as(said).isZero();
    keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void handshakesSucceedFullAndResumed(String version) throws Exception {
    SSLContext clients = clientContext();
    try (Origin origin = origin(version, Set.of());
        ProxyUnderTest proxy = strict(origin)) {

      for (int i = 0; i < HANDSHAKES; i++) {
        assertThat(exchange(proxy, origin, clients)).isEqualTo("pong");
      }

      assertThat(proxy.observer().undecided()).isEmpty();
      assertThat(proxy.observer().decisions()).hasSizeGreaterThanOrEqualTo(HANDSHAKES);
    }
  }

  /** The client's key shares are for groups that the server does not take. */
  @Test
  void handshakesSucceedAfterHelloRetryRequest() throws Exception {
    try (Origin origin = origin("TLSv1.3", Set.of("x25519", "secp256r1"));
        ProxyUnderTest proxy = strict(origin)) {

      assertThat(exchange(proxy, origin, clientContext())).isEqualTo("pong");

      assertThat(proxy.observer().undecided()).isEmpty();
      assertThat(proxy.observer().disagreements()).isEmpty();
    }
  }

  /** Resets whatever it cannot judge. */
  private static ProxyUnderTest strict(Origin origin) throws IOException {
    Setup setup = ProxyUnderTest.on(Engine.NATIVE).tunnelsTo(origin);
    for (Undecided kind : Undecided.values()) {
      setup.undecided(kind, Undecided.Handling.RESET);
    }
    return setup.start();
  }

  private static String exchange(ProxyUnderTest proxy, Origin origin, SSLContext context)
      throws IOException {
    try (Socket plain = new Socket()) {
      plain.connect(proxy.address(), Wire.READ_MILLIS);
      plain.setSoTimeout(Wire.READ_MILLIS);
      plain
          .getOutputStream()
          .write(Requests.connect(origin.at("clean.test")).getBytes(StandardCharsets.US_ASCII));
      readHead(plain.getInputStream());
      try (SSLSocket client =
          (SSLSocket)
              context.getSocketFactory().createSocket(plain, "clean.test", origin.port(), true)) {
        client.getOutputStream().write("ping".getBytes(StandardCharsets.US_ASCII));
        return new String(client.getInputStream().readNBytes(4), StandardCharsets.US_ASCII);
      }
    }
  }

  private static void readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    assertThat(head.toString()).startsWith("HTTP/1.1 200 ");
  }

  /** Answers every {@code ping} with {@code pong}, in one version and without these groups. */
  private static Origin origin(String version, Set<String> refused) throws Exception {
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    SSLServerSocket listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 8, InetAddress.getLoopbackAddress());
    SSLParameters parameters = listener.getSSLParameters();
    parameters.setProtocols(new String[] {version});
    parameters.setAlgorithmConstraints(new Without(refused));
    listener.setSSLParameters(parameters);
    return Origin.behind(
        listener,
        connection -> {
          connection.read(4);
          connection.send("pong");
          connection.ending();
        });
  }

  /** Permits all but some groups. */
  private record Without(Set<String> refused) implements AlgorithmConstraints {
    @Override
    public boolean permits(
        Set<CryptoPrimitive> primitives,
        String algorithm,
        @Nullable AlgorithmParameters parameters) {
      return !refused.contains(algorithm.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
      return true;
    }

    @Override
    public boolean permits(
        Set<CryptoPrimitive> primitives,
        String algorithm,
        Key key,
        @Nullable AlgorithmParameters parameters) {
      return true;
    }
  }

  private static SSLContext clientContext() throws GeneralSecurityException {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
