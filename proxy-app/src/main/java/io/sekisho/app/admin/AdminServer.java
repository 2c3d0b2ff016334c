package io.sekisho.app.admin;

import io.sekisho.app.config.AdminSettings;
import io.sekisho.proxy.egress.OwnListeners;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin listener. Starting, reconfiguring and closing are for one thread at a time. It has one
 * event loop and two workers of its own, so that nobody who asks for metrics takes anything from
 * the traffic, and writes no files.
 */
public final class AdminServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
  private static final int MAX_CONNECTIONS = 256;
  private static final int MAX_REQUEST_LINE = 4 * 1024;
  private static final int MAX_HEADERS = 8 * 1024;
  private static final int IDLE_SECONDS = 30;
  private static final Duration START_TIME = Duration.ofSeconds(10);
  private static final Duration STOP_TIME = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final AdminRoutes routes;
  private final OwnListeners ownListeners;
  private final AtomicInteger connections = new AtomicInteger();

  /** By the address that was asked for, whose port may be 0. Never changed, but replaced. */
  private volatile Map<InetSocketAddress, HttpServer> listeners = Map.of();

  private volatile AdminSettings settings;
  private volatile HostCheck hosts;

  private AdminServer(AdminSettings settings, AdminContent content, OwnListeners ownListeners) {
    this.ownListeners = ownListeners;
    this.settings = settings;
    this.hosts = new HostCheck(settings.hostNames());
    this.routes = new AdminRoutes(() -> hosts, content);
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
   * @param ownListeners where else this process listens; its own listeners are added
   * @throws IOException where one of them cannot be had; then it listens on none
   */
  public static AdminServer start(
      AdminSettings settings, AdminContent content, OwnListeners ownListeners) throws IOException {
    AdminServer server = new AdminServer(settings, content, ownListeners);
    try {
      server.reconfigure(settings);
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /**
   * Goes on with other settings. Listeners that stay are not touched; those that go are closed when
   * the others are open, and answer what they were asked.
   *
   * @throws IOException where a new address cannot be had; nothing has changed then
   */
  public void reconfigure(AdminSettings next) throws IOException {
    Map<InetSocketAddress, HttpServer> open = open(next.listen());
    Map<InetSocketAddress, HttpServer> before = listeners;
    listeners = open;
    settings = next;
    hosts = new HostCheck(next.hostNames());
    closeAll(without(before, open));
  }

  public AdminSettings settings() {
    return settings;
  }

  /** The addresses that it listens on, with the ports that it got. */
  public List<InetSocketAddress> addresses() {
    return listeners.entrySet().stream()
        .map(listener -> boundTo(listener.getKey(), listener.getValue()))
        .toList();
  }

  private static InetSocketAddress boundTo(InetSocketAddress asked, HttpServer listener) {
    return new InetSocketAddress(asked.getAddress(), listener.actualPort());
  }

  /** The listeners there: those that are open already, and the others opened. */
  private Map<InetSocketAddress, HttpServer> open(List<InetSocketAddress> addresses)
      throws IOException {
    Map<InetSocketAddress, HttpServer> open = new LinkedHashMap<>();
    try {
      for (InetSocketAddress address : addresses) {
        HttpServer known = listeners.get(address);
        open.put(address, known == null ? listen(address) : known);
      }
    } catch (IOException e) {
      closeAll(without(open, listeners));
      throw e;
    }
    return open;
  }

  private HttpServer listen(InetSocketAddress address) throws IOException {
    HttpServer server =
        vertx
            .createHttpServer(options())
            .connectionHandler(this::limit)
            .requestHandler(routes.on(vertx));
    HttpServer listening =
        await(server.listen(SocketAddress.inetSocketAddress(address)), START_TIME, address);
    ownListeners.add(List.of(boundTo(address, listening)));
    return listening;
  }

  private static Map<InetSocketAddress, HttpServer> without(
      Map<InetSocketAddress, HttpServer> some, Map<InetSocketAddress, HttpServer> others) {
    Map<InetSocketAddress, HttpServer> left = new LinkedHashMap<>(some);
    left.keySet().removeAll(others.keySet());
    return left;
  }

  private void closeAll(Map<InetSocketAddress, HttpServer> leaving) {
    leaving.forEach(this::closeGently);
  }

  private void closeGently(InetSocketAddress asked, HttpServer leaving) {
    InetSocketAddress address = boundTo(asked, leaving);
    try {
      await(leaving.shutdown(STOP_TIME), STOP_TIME.multipliedBy(2), address);
      ownListeners.remove(address);
    } catch (IOException e) {
      LOG.warn("An admin listener did not close in time: {}", e.getMessage());
    }
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
