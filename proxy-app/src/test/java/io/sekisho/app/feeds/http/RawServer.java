package io.sekisho.app.feeds.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A server on loopback that answers every request with bytes that no web server would send. */
final class RawServer implements AutoCloseable {
  private static final int END_OF_HEAD = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Script script;

  /** What it sends to one client before it closes the connection. */
  @FunctionalInterface
  interface Script {
    void play(OutputStream out) throws IOException, InterruptedException;
  }

  RawServer(Script script) throws IOException {
    this.script = script;
    Thread thread = new Thread(this::accept, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  static Script sending(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try (Socket client = listener.accept()) {
        readHead(client.getInputStream());
        script.play(client.getOutputStream());
      } catch (IOException e) {
        // The client or the test is gone.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void readHead(InputStream in) throws IOException {
    int last = 0;
    for (int next = in.read(); next >= 0 && last != END_OF_HEAD; next = in.read()) {
      last = last << 8 | next;
      if (last == END_OF_HEAD) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
