package io.sekisho.app.page;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A help desk's web server on loopback, whose page repeats the query that it is asked with. */
final class Portal implements AutoCloseable {
  private static final String PAGE =
      """
      <!DOCTYPE html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">
      <title>Help desk</title>
      <body style="font:1.2rem/1.6 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem">
      <h1>Help desk</h1><p>Somebody will look into <strong id="case">%s</strong>.</p>
      """;

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  Portal() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String query = exchange.getRequestURI().getRawQuery();
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          byte[] body = PAGE.formatted(query).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Methods and targets so far. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
