package io.sekisho.app.clients;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A web site on loopback, over HTTP on one port and over TLS on another. It serves a directory and
 * what a test adds, sends every WebSocket message back, and remembers what it was asked.
 */
final class Site implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Queue<Visit> visits = new ConcurrentLinkedQueue<>();
  private final HttpServer plain;
  private final HttpServer secure;

  Site(Path files, SiteCertificate certificate, Consumer<Router> routes) {
    Router router = Router.router(vertx);
    router.route().handler(this::remember);
    routes.accept(router);
    router.route().handler(StaticHandler.create(FileSystemAccess.ROOT, files.toString()));
    HttpServerOptions options = new HttpServerOptions().setCompressionSupported(true);
    plain = server(new HttpServerOptions(options), router);
    secure = server(options.setSsl(true).setKeyCertOptions(certificate.keys()), router);
  }

  private HttpServer server(HttpServerOptions options, Router router) {
    return done(
        vertx
            .createHttpServer(options.setHost("127.0.0.1").setPort(0))
            .requestHandler(router)
            .webSocketHandler(Site::echo)
            .listen());
  }

  private static void echo(ServerWebSocket socket) {
    socket.textMessageHandler(socket::writeTextMessage);
  }

  private void remember(RoutingContext context) {
    HttpServerRequest request = context.request();
    visits.add(new Visit(request.method() + " " + request.uri(), request.headers()));
    context.next();
  }

  int port() {
    return plain.actualPort();
  }

  int securePort() {
    return secure.actualPort();
  }

  /** What was asked of one path, in order; see {@link Visit#line}. */
  List<Visit> visits(String line) {
    return visits.stream().filter(visit -> visit.line().equals(line)).toList();
  }

  @Override
  public void close() {
    done(vertx.close());
  }

  private static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  /**
   * A request as the site got it.
   *
   * @param line method and target
   */
  record Visit(String line, MultiMap headers) {}
}
