package io.sekisho.proxy.explicit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Passes on what one client says, a byte in each segment, and what it hears at once. */
public final class DrippingRelay implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

  public DrippingRelay(Wire to) throws IOException {
    Threads.run(
        () -> {
          try (Wire client = new Wire(listener.accept())) {
            Threads.run(() -> pass(to, client, 1 << 14));
            pass(client, to, 1);
          } catch (IOException e) {
            // closed
          }
        });
  }

  private static void pass(Wire from, Wire to, int most) {
    try {
      from.passOn(to, most);
    } catch (IOException e) {
      // One of them is gone.
    }
  }

  public Wire connect() throws IOException {
    Socket socket = new Socket();
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()),
        Wire.READ_MILLIS);
    return new Wire(socket);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
