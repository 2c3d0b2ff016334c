package io.sekisho.app.program;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A web server on loopback that gives {@link Bulk} with its length or chunked, answers an upload
 * with its checksum, or lets an upload wait.
 */
final class BulkServer implements AutoCloseable {
  private static final int BACKLOG = 1_024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);

  BulkServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.setExecutor(threads);
    server.createContext("/known", exchange -> give(exchange, Bulk.SIZE));
    server.createContext("/chunked", exchange -> give(exchange, 0));
    server.createContext("/upload", this::take);
    server.createContext("/unread", this::leave);
    server.start();
  }

  private void give(HttpExchange exchange, long length) throws IOException {
    asked.incrementAndGet();
    exchange.sendResponseHeaders(200, length);
    try (OutputStream body = exchange.getResponseBody()) {
      Bulk.pour(body);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    String sum = Long.toString(Bulk.checksum(exchange.getRequestBody(), Long.MAX_VALUE));
    byte[] answer = sum.getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private void leave(HttpExchange exchange) {
    asked.incrementAndGet();
    try {
      end.await();
    } catch (InterruptedException e) {
      exchange.close();
    }
  }

  String uri(String path) {
    return "http://bulk.example:" + server.getAddress().getPort() + path;
  }

  /** How many requests came. */
  int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
