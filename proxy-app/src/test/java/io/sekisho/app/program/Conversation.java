package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** What a client has open with an {@link EchoServer} through the proxy, one byte at a time. */
final class Conversation implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket client;

  private Conversation(int proxy) throws IOException {
    client = new Socket(InetAddress.getLoopbackAddress(), proxy);
    client.setSoTimeout(PATIENCE_MILLIS);
  }

  /** A tunnel. */
  static Conversation tunnel(int proxy, EchoServer server) throws IOException {
    return tunnel("origin.example", proxy, server);
  }

  /** A tunnel by this name. */
  static Conversation tunnel(String host, int proxy, EchoServer server) throws IOException {
    Conversation tunnel = new Conversation(proxy);
    String authority = host + ":" + server.port();
    tunnel.begin("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n", server);
    return tunnel;
  }

  /** A request and its response, that are over when so many bytes came and went. */
  static Conversation exchange(int bytes, int proxy, EchoServer server) throws IOException {
    Conversation exchange = new Conversation(proxy);
    exchange.begin(
        "POST http://origin.example:%1$d/ HTTP/1.1\r\nHost: origin.example:%1$d\r\n"
            + "Content-Length: "
            + bytes
            + "\r\n",
        server);
    return exchange;
  }

  private void begin(String head, EchoServer server) throws IOException {
    String request = head.formatted(server.port()) + "\r\n";
    client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    assertThat(Heads.read(client.getInputStream())).startsWith("HTTP/1.1 200 ");
  }

  /** Asserts that a byte goes to the server and comes back. */
  void goesOn() throws IOException {
    client.getOutputStream().write('x');
    assertThat(client.getInputStream().read()).isEqualTo('x');
  }

  void says(byte[] bytes) throws IOException {
    client.getOutputStream().write(bytes);
  }

  /** Asserts that exactly this comes back next. */
  void hears(byte[] bytes) throws IOException {
    assertThat(client.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
  }

  /** Asserts that the proxy closes it. */
  void isClosed() throws IOException {
    assertThat(client.getInputStream().read()).isNegative();
  }

  /** Asserts that the proxy resets it. */
  void isReset() {
    assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
