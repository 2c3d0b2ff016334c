package io.sekisho.app.admin;

import io.sekisho.proxy.ca.InstallFile;
import io.sekisho.proxy.explicit.ProxyAutoConfig;
import io.sekisho.rules.indicator.IpAddress;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The paths of the admin listener. Every answer forbids caching, and none has a CORS field. */
final class AdminRoutes {
  private static final String JSON = "application/json";
  private static final String AUTO_CONFIG = "application/x-ns-proxy-autoconfig";

  private final Supplier<HostCheck> hosts;
  private final AdminContent content;
  private final GardenRoutes garden;
  private final FeedDetail feeds;
  private final ChangeRoutes changes;

  /**
   * @param hosts asked for at each request
   */
  AdminRoutes(Supplier<HostCheck> hosts, AdminContent content) {
    this.hosts = hosts;
    this.content = content;
    this.garden = new GardenRoutes(content.garden());
    this.changes = new ChangeRoutes(content.changes());
    this.feeds = new FeedDetail(content.metrics(), InstantSource.system());
  }

  Router on(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().handler(this::checkHost);
    get(router, "/metrics", context -> metrics(vertx, context));
    get(router, "/health/live", context -> answer(context, 200, HealthJson.live()));
    get(router, "/health/ready", this::ready);
    get(router, "/proxy.pac", this::autoConfig);
    get(router, "/wpad.dat", this::autoConfig);
    for (InstallFile.Kind kind : InstallFile.Kind.values()) {
      get(router, kind.path(), context -> install(kind, context));
    }
    get(router, FeedDetail.PATH, this::listFeeds);
    get(router, RulesDetail.PATH, context -> answer(context, 200, content.rules().json()));
    get(router, GardenRoutes.LIST, context -> answer(context, 200, garden.list()));
    garden.addTo(router);
    changes.addTo(router);
    router.errorHandler(413, context -> fail(context, 413, "the body is too long"));
    router.errorHandler(404, context -> answer(context, 404, error("there is nothing here")));
    router.errorHandler(500, context -> answer(context, 500, error("internal error")));
    router.errorHandler(400, context -> answer(context, 400, error("malformed request")));
    return router;
  }

  private static void get(Router router, String path, Handler<RoutingContext> handler) {
    router.route(HttpMethod.GET, path).handler(handler);
    router.route(HttpMethod.HEAD, path).handler(handler);
    router.route(path).handler(AdminRoutes::wrongMethod);
  }

  private static void wrongMethod(RoutingContext context) {
    context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
    answer(context, 405, error("only GET and HEAD"));
  }

  private void checkHost(RoutingContext context) {
    if (hosts.get().accepts(context.request().headers().getAll(HttpHeaders.HOST))) {
      context.next();
    } else {
      answer(context, 421, error("the Host field names no host of this listener"));
    }
  }

  private void metrics(Vertx vertx, RoutingContext context) {
    String accept = Optional.ofNullable(context.request().getHeader(HttpHeaders.ACCEPT)).orElse("");
    vertx
        .executeBlocking(() -> content.metrics().scrape(accept))
        .onSuccess(
            exposition -> send(context.response(), exposition.contentType(), exposition.text()))
        .onFailure(context::fail);
  }

  private void ready(RoutingContext context) {
    Readiness.State state = content.readiness().now();
    answer(context, state.ready() ? 200 : 503, HealthJson.ready(state, feeds.of(state.feeds())));
  }

  private void listFeeds(RoutingContext context) {
    Readiness.State state = content.readiness().now();
    answer(context, 200, new JsonObject().put("feeds", feeds.of(state.feeds())));
  }

  private void autoConfig(RoutingContext context) {
    Optional<InetSocketAddress> proxy = proxySeenBy(context.request());
    if (proxy.isPresent()) {
      send(context.response(), AUTO_CONFIG, ProxyAutoConfig.script(proxy.get()));
    } else {
      answer(context, 404, error("there is no explicit proxy"));
    }
  }

  private void install(InstallFile.Kind kind, RoutingContext context) {
    Optional<InstallFile> file =
        content.minting().authority().flatMap(authority -> authority.installFile(kind));
    if (file.isPresent()) {
      byte[] bytes = file.get().bytes();
      send(context.response(), file.get().contentType(), Buffer.buffer(bytes));
    } else {
      answer(context, 404, error("there is no certificate to install"));
    }
  }

  private Optional<InetSocketAddress> proxySeenBy(HttpServerRequest request) {
    SocketAddress reached = request.connection().localAddress();
    return Optional.ofNullable(reached)
        .map(SocketAddress::hostAddress)
        .flatMap(text -> IpAddress.parse(text).accepted())
        .map(IpAddress::toInetAddress)
        .flatMap(new AutoConfigAddress(content.proxies().get())::asSeenAt);
  }

  private static JsonObject error(String message) {
    return new JsonObject().put("error", message);
  }

  static void fail(RoutingContext context, int status, String message) {
    answer(context, status, error(message));
  }

  static void answer(RoutingContext context, int status, JsonObject body) {
    send(context.response().setStatusCode(status), JSON, body.encodePrettily() + "\n");
  }

  private static void send(HttpServerResponse response, String type, String body) {
    send(response, type, Buffer.buffer(body));
  }

  private static void send(HttpServerResponse response, String type, Buffer body) {
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(body);
  }
}
