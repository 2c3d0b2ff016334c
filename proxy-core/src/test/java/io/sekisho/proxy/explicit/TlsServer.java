package io.sekisho.proxy.explicit;

import io.sekisho.rules.indicator.CertificateFingerprint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A TLS server that answers {@code ping} with {@code pong}, behind a wire that keeps every byte
 * that gets there. Its certificate is for {@code clean.test} and {@code www.hostile.test}.
 */
public final class TlsServer implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final SSLServerSocket server;
  private final ServerSocket front = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  private TlsServer(SSLServerSocket server) throws IOException {
    this.server = server;
    Threads.run(this::serve);
    Threads.run(this::relay);
  }

  /** A key and its certificate, made in this directory. */
  public static KeyStore keys(Path scratch) throws Exception {
    Path file = scratch.resolve("server.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String arguments =
        " -genkeypair -alias server -keyalg EC -groupname secp256r1 -storetype PKCS12"
            + " -dname CN=clean.test -ext san=dns:clean.test,dns:www.hostile.test"
            + " -storepass changeit -keystore ";
    Process made =
        new ProcessBuilder(List.of((keytool + arguments + file).split(" ")))
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (made.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  public static CertificateFingerprint fingerprint(KeyStore keys) throws GeneralSecurityException {
    byte[] der = keys.getCertificate("server").getEncoded();
    return CertificateFingerprint.of(MessageDigest.getInstance("SHA-1").digest(der));
  }

  public static TlsServer speaking(String version, KeyStore keys) throws Exception {
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    SSLServerSocket listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 8, InetAddress.getLoopbackAddress());
    listener.setEnabledProtocols(new String[] {version});
    return new TlsServer(listener);
  }

  /**
   * Has a handshake on a connection that leads here, and plays its part.
   *
   * @param name what the client calls the server; an address is no server name
   */
  public static String exchange(Socket connection, String name, KeyStore trusted)
      throws IOException, GeneralSecurityException {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    connection.setSoTimeout(Wire.READ_MILLIS);
    try (SSLSocket client =
        (SSLSocket) context.getSocketFactory().createSocket(connection, name, 443, true)) {
      client.getOutputStream().write("ping".getBytes(StandardCharsets.US_ASCII));
      return new String(client.getInputStream().readNBytes(4), StandardCharsets.US_ASCII);
    }
  }

  private void serve() {
    try {
      while (true) {
        Socket socket = server.accept();
        Threads.run(() -> answer(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static void answer(Socket socket) {
    try (socket) {
      socket.getInputStream().readNBytes(4);
      socket.getOutputStream().write("pong".getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().read();
    } catch (IOException e) {
      // The test sees what was heard until then.
    }
  }

  private void relay() {
    try {
      while (true) {
        Socket client = front.accept();
        Socket inner = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
        Threads.run(() -> pump(client, inner, heard));
        Threads.run(() -> pump(inner, client, OutputStream.nullOutputStream()));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static void pump(Socket from, Socket to, OutputStream copy) {
    byte[] block = new byte[1 << 14];
    try (from;
        to) {
      for (int n = from.getInputStream().read(block);
          n > 0;
          n = from.getInputStream().read(block)) {
        copy.write(block, 0, n);
        to.getOutputStream().write(block, 0, n);
      }
    } catch (IOException e) {
      // Both are closed.
    }
  }

  public int port() {
    return front.getLocalPort();
  }

  /** How many records clients have sent here, and an end in the middle of one as one more. */
  public int recordsHeard() {
    byte[] bytes = heard.toByteArray();
    int records = 0;
    for (int at = 0; at < bytes.length; records++) {
      at += at + 5 > bytes.length ? 5 : 5 + ((bytes[at + 3] & 0xff) << 8 | (bytes[at + 4] & 0xff));
    }
    return records;
  }

  @Override
  public void close() throws IOException {
    front.close();
    server.close();
  }
}
