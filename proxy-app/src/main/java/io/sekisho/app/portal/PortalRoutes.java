package io.sekisho.app.portal;

import io.sekisho.proxy.Captivity;
import io.sekisho.proxy.Garden;
import io.sekisho.rules.indicator.IpAddress;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The one resource of the captive-portal API. The client is whoever connects. */
record PortalRoutes(Garden garden) {
  static final String PATH = "/captive-portal/api";

  private static final String TYPE = "application/captive+json";
  private static final List<String> RANGES = List.of(TYPE, "application/*", "*/*");

  Router on(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route(HttpMethod.GET, PATH).handler(this::state);
    router.route(HttpMethod.HEAD, PATH).handler(this::state);
    router.route(PATH).handler(context -> fail(context, 405));
    router.errorHandler(404, context -> fail(context, 404));
    router.errorHandler(400, context -> fail(context, 400));
    router.errorHandler(500, context -> fail(context, 500));
    return router;
  }

  private void state(RoutingContext context) {
    if (accepts(context.request().headers().getAll(HttpHeaders.ACCEPT))) {
      context
          .response()
          .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
          .putHeader(HttpHeaders.CACHE_CONTROL, "private")
          .putHeader("X-Content-Type-Options", "nosniff")
          .end(json(client(context).flatMap(garden::of)).encode() + "\n");
    } else {
      fail(context, 406);
    }
  }

  /**
   * {@code seconds-remaining} is for clients that are free for a time, and {@code
   * can-extend-session} for those who may prolong it: here nobody is, and nobody may.
   */
  private static JsonObject json(Optional<Captivity> captivity) {
    JsonObject json = new JsonObject().put("captive", captivity.isPresent());
    captivity.ifPresent(kept -> json.put("user-portal-url", kept.portal()));
    return json.put("can-extend-session", false);
  }

  private static Optional<IpAddress> client(RoutingContext context) {
    return Optional.ofNullable(context.request().remoteAddress())
        .map(SocketAddress::hostAddress)
        .flatMap(text -> IpAddress.parse(text).accepted());
  }

  /** Whether a request takes the answer's type, or says nothing of types (RFC 9110, 12.5.1). */
  static boolean accepts(List<String> fields) {
    return fields.isEmpty()
        || fields.stream()
            .flatMap(field -> List.of(field.split(",", -1)).stream())
            .anyMatch(PortalRoutes::isAccepted);
  }

  private static boolean isAccepted(String member) {
    String text = member.replace(" ", "").toLowerCase(Locale.ROOT);
    int end = text.indexOf(';') < 0 ? text.length() : text.indexOf(';');
    return RANGES.contains(text.substring(0, end)) && !text.matches(".*;q=0(\\.0*)?(;.*)?");
  }

  private static void fail(RoutingContext context, int status) {
    if (status == 405) {
      context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
    }
    context.response().setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end();
  }
}
