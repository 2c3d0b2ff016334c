package io.sekisho.app.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends back every byte as it comes; behind the head of a POST, as the body of a response of the
 * same length.
 */
final class EchoServer implements AutoCloseable {
  private static final int POST = 'P';

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();

  EchoServer() throws IOException {
    threads.execute(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = listener.accept();
        threads.execute(() -> echo(connection));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static void echo(Socket connection) {
    try (connection) {
      InputStream in = connection.getInputStream();
      OutputStream out = connection.getOutputStream();
      int first = in.read();
      out.write(first == POST ? responseHead(Heads.read(in)) : new byte[] {(byte) first});
      in.transferTo(out);
    } catch (IOException e) {
      // the test is over
    }
  }

  private static byte[] responseHead(String request) {
    String length =
        request
            .lines()
            .filter(line -> line.startsWith("Content-Length: "))
            .findFirst()
            .orElseThrow();
    return ("HTTP/1.1 200 OK\r\n" + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
