package io.sekisho.app.admin;

import io.sekisho.app.config.AdminSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The admin listener. It has one event loop and two workers of its own, so that nobody who asks for
 * metrics takes anything from the traffic, and writes no files.
 */
public final class AdminServer implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 256;
  private static final int MAX_REQUEST_LINE = 4 * 1024;
  private static final int MAX_HEADERS = 8 * 1024;
  private static final int IDLE_SECONDS = 30;
  private static final Duration START_TIME = Duration.ofSeconds(10);
  private static final Duration STOP_TIME = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final List<InetSocketAddress> bound = new ArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  private AdminServer() {
    FileSystemOptions noFiles =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(noFiles));
  }

  /**
   * Listens on every address of {@code settings}.
   *
   * @throws IOException where one of them cannot be had; then it listens on none
   */
  public static AdminServer start(AdminSettings settings, AdminContent content) throws IOException {
    AdminServer server = new AdminServer();
    try {
      AdminRoutes routes = new AdminRoutes(new HostCheck(settings.hostNames()), content);
      for (InetSocketAddress address : settings.listen()) {
        server.listen(address, routes);
      }
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /** The addresses that it listens on, with the ports that it got. */
  public List<InetSocketAddress> addresses() {
    return List.copyOf(bound);
  }

  private void listen(InetSocketAddress address, AdminRoutes routes) throws IOException {
    HttpServer server =
        vertx
            .createHttpServer(options())
            .connectionHandler(this::limit)
            .requestHandler(routes.on(vertx));
    HttpServer listening =
        await(server.listen(SocketAddress.inetSocketAddress(address)), START_TIME, address);
    bound.add(new InetSocketAddress(address.getAddress(), listening.actualPort()));
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setMaxInitialLineLength(MAX_REQUEST_LINE)
        .setMaxHeaderSize(MAX_HEADERS)
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setHttp2ClearTextEnabled(false);
  }

  private void limit(HttpConnection connection) {
    int open = connections.incrementAndGet();
    connection.closeHandler(closed -> connections.decrementAndGet());
    if (open > MAX_CONNECTIONS) {
      connection.close();
    }
  }

  private static <T> T await(Future<T> future, Duration atMost, Object what) throws IOException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(what + ": " + reason(e), e);
    } catch (TimeoutException e) {
      throw new IOException(what + ": not done within " + atMost, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(what + ": interrupted", e);
    }
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }

  @Override
  public void close() throws IOException {
    await(vertx.close(), STOP_TIME, "admin listener");
  }
}
