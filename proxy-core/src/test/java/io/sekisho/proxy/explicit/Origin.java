package io.sekisho.proxy.explicit;

import io.sekisho.rules.indicator.IpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that records what each connection brings and answers by script. */
public final class Origin implements AutoCloseable {
  private static final int BACKLOG = 64;

  private final ServerSocket listener;
  private final Script script;
  private final List<Wire> connections = new CopyOnWriteArrayList<>();

  /** What the server does on one connection; it is closed behind it. */
  public interface Script {
    void run(Wire connection) throws IOException;
  }

  private Origin(ServerSocket listener, Script script) {
    this.listener = listener;
    this.script = script;
    Threads.run(this::accept);
  }

  public static Origin doing(Script script) throws IOException {
    return on("127.0.0.1", 0, script);
  }

  public static Origin on(String address, int port, Script script) throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.bind(
        new InetSocketAddress(IpAddress.parse(address).orElseThrow().toInetAddress(), port),
        BACKLOG);
    return new Origin(listener, script);
  }

  /** A server behind any kind of server socket, such as a TLS one. */
  public static Origin behind(ServerSocket listener, Script script) {
    return new Origin(listener, script);
  }

  /** Sends these bytes behind every head, until the peer ends. */
  public static Origin saying(String response) throws IOException {
    return doing(
        connection -> {
          while (connection.awaitBytes()) {
            connection.readUntil("\r\n\r\n");
            connection.send(response);
          }
        });
  }

  /** Answers every head with 200 and {@code ok}. */
  public static Origin ok() throws IOException {
    return saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        Threads.run(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (Wire connection = new Wire(socket)) {
      connections.add(connection);
      script.run(connection);
    } catch (IOException e) {
      // The test sees what was received until then.
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  public String at(String host) {
    return host + ":" + port();
  }

  public int connections() {
    return connections.size();
  }

  /** The nth connection, once it is there. */
  public Wire connection(int index) {
    Await.until("connection " + index, () -> connections.size() > index);
    return connections.get(index);
  }

  /** What the nth connection has brought, once it holds {@code marker}. */
  public String received(int index, String marker) {
    Wire connection = connection(index);
    Await.until("the origin has " + marker, () -> connection.received().contains(marker));
    return connection.received();
  }

  /** The first request head that the nth connection brought. */
  public String head(int index) {
    String received = received(index, "\r\n\r\n");
    return received.substring(0, received.indexOf("\r\n\r\n") + 4);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Wire connection : connections) {
      connection.close();
    }
  }
}
