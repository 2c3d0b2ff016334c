package io.sekisho.app.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Both ends of a tunnel through which {@link Bulk} goes both ways at once. */
final class BulkTunnel implements AutoCloseable {
  private static final int SECONDS = 60;

  private final ServerSocket listener;

  BulkTunnel() throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  int port() {
    return listener.getLocalPort();
  }

  /** What the client and the server received, as checksums. */
  record Sums(long client, long server) {}

  Sums exchange(Program program) throws Exception {
    CompletableFuture<Long> server = later(() -> bothWays(listener.accept()));
    CompletableFuture<Long> client = later(() -> bothWays(open(program)));
    return new Sums(client.get(SECONDS, TimeUnit.SECONDS), server.get(SECONDS, TimeUnit.SECONDS));
  }

  private Socket open(Program program) throws IOException {
    Socket client = new Socket(program.proxy().getAddress(), program.proxy().getPort());
    String request = "CONNECT bulk.example:%1$d HTTP/1.1\r\nHost: bulk.example:%1$d\r\n\r\n";
    client.getOutputStream().write(request.formatted(port()).getBytes(StandardCharsets.US_ASCII));
    Heads.read(client.getInputStream());
    return client;
  }

  private static long bothWays(Socket end) throws IOException {
    try (end) {
      CompletableFuture<Long> poured =
          later(
              () -> {
                Bulk.pour(end.getOutputStream());
                end.shutdownOutput();
                return Bulk.SIZE;
              });
      long sum = Bulk.checksum(end.getInputStream(), Long.MAX_VALUE);
      poured.join();
      return sum;
    }
  }

  private interface Work {
    long run() throws IOException;
  }

  /** On a thread of its own: all of these wait for one another. */
  private static CompletableFuture<Long> later(Work work) {
    CompletableFuture<Long> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.run());
              } catch (IOException | CompletionException e) {
                result.completeExceptionally(e);
              }
            },
            "bulk");
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
