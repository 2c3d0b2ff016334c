package io.sekisho.app.feeds.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A web server on loopback that behaves, and gives the answers that it is told to give. */
public final class FeedServer implements AutoCloseable {
  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Headers> requests = new CopyOnWriteArrayList<>();
  private volatile Handling handling = request -> Answer.status(404);

  /** What it does with a request. */
  @FunctionalInterface
  public interface Handling {
    Answer answer(HttpExchange request) throws IOException;
  }

  /** One answer. */
  public static final class Answer {
    private final int status;
    private final Map<String, String> fields;
    private final byte[] body;

    Answer(int status, Map<String, String> fields, byte[] body) {
      this.status = status;
      this.fields = fields;
      this.body = body;
    }

    public static Answer status(int status) {
      return new Answer(status, Map.of(), new byte[0]);
    }

    public static Answer text(String body) {
      return new Answer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer gzip(byte[] packed) {
      return new Answer(200, Map.of("Content-Encoding", "gzip"), packed);
    }

    public static Answer redirect(int status, String location) {
      return new Answer(status, Map.of("Location", location), new byte[0]);
    }

    public Answer with(Map<String, String> more) {
      return new Answer(status, more, body);
    }
  }

  private FeedServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public static FeedServer plain() throws IOException {
    return plain(0);
  }

  public static FeedServer plain(int port) throws IOException {
    return new FeedServer(HttpServer.create(at(port), 0), "http");
  }

  public static FeedServer protectedBy(SSLContext keys) throws IOException {
    HttpsServer server = HttpsServer.create(at(0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(keys));
    return new FeedServer(server, "https");
  }

  private static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  public void answers(Handling next) {
    handling = next;
  }

  public URI uri(String path) {
    return URI.create(scheme + "://127.0.0.1:" + port() + path);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** The fields of every request so far. */
  public List<Headers> requests() {
    return List.copyOf(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(exchange.getRequestHeaders());
      Answer answer = handling.answer(exchange);
      answer.fields.forEach(exchange.getResponseHeaders()::add);
      exchange.sendResponseHeaders(
          answer.status, answer.body.length == 0 ? -1 : answer.body.length);
      exchange.getResponseBody().write(answer.body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
