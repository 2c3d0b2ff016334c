package io.sekisho.app.portal;

import io.sekisho.app.config.PortalSettings;
import io.sekisho.proxy.Garden;
import io.sekisho.proxy.egress.OwnListeners;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The HTTPS listener of the captive-portal API, with a thread of its own. It is not there while the
 * configuration has none. For one thread at a time.
 */
public final class PortalServer implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 1024;
  private static final int MAX_REQUEST_LINE = 2 * 1024;
  private static final int MAX_HEADERS = 8 * 1024;
  private static final int IDLE_SECONDS = 15;
  private static final int HANDSHAKE_SECONDS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Garden garden;
  private final OwnListeners ownListeners;
  private final AtomicInteger connections = new AtomicInteger();
  private Optional<PortalSettings> settings = Optional.empty();
  private Optional<Vertx> running = Optional.empty();
  private List<InetSocketAddress> addresses = List.of();

  /**
   * A server that does not listen yet.
   *
   * @param ownListeners where this process listens; its own listeners are added
   */
  public PortalServer(Garden garden, OwnListeners ownListeners) {
    this.garden = garden;
    this.ownListeners = ownListeners;
  }

  /**
   * Goes on with other settings, or stops without any. Where they differ it listens anew, and for a
   * moment nobody is answered.
   *
   * @throws IOException where an address cannot be had; then it listens on none
   */
  public void follow(Optional<PortalSettings> next) throws IOException {
    if (next.equals(settings)) {
      return;
    }
    close();
    if (next.isPresent()) {
      listen(next.get());
    }
    settings = next;
  }

  private void listen(PortalSettings next) throws IOException {
    Vertx vertx = vertx();
    running = Optional.of(vertx);
    List<InetSocketAddress> bound = new ArrayList<>();
    try {
      for (InetSocketAddress address : next.listen()) {
        HttpServer server = await(open(vertx, next, address), address);
        bound.add(new InetSocketAddress(address.getAddress(), server.actualPort()));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
    addresses = List.copyOf(bound);
    ownListeners.add(addresses);
  }

  private Future<HttpServer> open(Vertx vertx, PortalSettings next, InetSocketAddress address) {
    return vertx
        .createHttpServer(options(next))
        .connectionHandler(this::limit)
        .requestHandler(new PortalRoutes(garden).on(vertx))
        .listen(SocketAddress.inetSocketAddress(address));
  }

  private static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(1)
            .setInternalBlockingPoolSize(1)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }

  private static HttpServerOptions options(PortalSettings settings) {
    HttpServerOptions options = new HttpServerOptions();
    options
        .setSsl(true)
        .setUseAlpn(false)
        .setEnabledSecureTransportProtocols(new LinkedHashSet<>(Set.of("TLSv1.2", "TLSv1.3")))
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setCertValue(Buffer.buffer(settings.certificates()))
                .setKeyValue(Buffer.buffer(settings.privateKey())))
        .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
    return options.setMaxInitialLineLength(MAX_REQUEST_LINE).setMaxHeaderSize(MAX_HEADERS);
  }

  private void limit(HttpConnection connection) {
    int open = connections.incrementAndGet();
    connection.closeHandler(closed -> connections.decrementAndGet());
    if (open > MAX_CONNECTIONS) {
      connection.close();
    }
  }

  /** The addresses that it listens on, with the ports that it got. */
  public List<InetSocketAddress> addresses() {
    return addresses;
  }

  @Override
  public void close() throws IOException {
    addresses.forEach(ownListeners::remove);
    addresses = List.of();
    settings = Optional.empty();
    Optional<Vertx> ending = running;
    running = Optional.empty();
    if (ending.isPresent()) {
      await(ending.get().close(), "captive-portal API");
    }
  }

  private static <T> T await(Future<T> future, Object what) throws IOException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new IOException(what + ": " + (cause == null ? e : cause).getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException(what + ": not done within " + PATIENCE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(what + ": interrupted", e);
    }
  }
}
