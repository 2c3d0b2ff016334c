package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on every address of loopback that sends back every byte, behind its first words, and
 * notes how each connection ended.
 */
final class Echo implements AutoCloseable {
  private final Origin origin;
  private final List<Wire.Ending> endings = new CopyOnWriteArrayList<>();

  private Echo(Origin.Script beginning) throws IOException {
    origin = Origin.on("0.0.0.0", 0, connection -> serve(connection, beginning));
  }

  static Echo started() throws IOException {
    return new Echo(connection -> {});
  }

  /** One that hears a request first, and then says this. */
  static Echo answering(String head) throws IOException {
    return new Echo(
        connection -> {
          connection.readUntil("\r\n\r\n");
          connection.send(head);
        });
  }

  private void serve(Wire connection, Origin.Script beginning) throws IOException {
    try {
      beginning.run(connection);
      while (connection.awaitBytes()) {
        connection.send(connection.read(1));
      }
      endings.add(Wire.Ending.FIN);
    } catch (SocketException e) {
      endings.add(Wire.Ending.RESET);
    }
  }

  Origin origin() {
    return origin;
  }

  String at(String host) {
    return origin.at(host);
  }

  /** Asserts that every byte goes there and comes back. */
  static void answers(Wire client, String text) throws IOException {
    client.send(text);
    assertThat(client.read(text.length())).isEqualTo(text);
  }

  /** Asserts that so many connections have ended, each of them by a reset. */
  void wasReset(int times) {
    Await.until("the server is reset", () -> endings.size() >= times);
    assertThat(endings).hasSize(times).containsOnly(Wire.Ending.RESET);
  }

  @Override
  public void close() throws IOException {
    origin.close();
  }
}
