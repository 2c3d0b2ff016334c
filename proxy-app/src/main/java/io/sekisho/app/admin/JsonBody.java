package io.sekisho.app.admin;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What paths have in common that something is posted to. */
final class JsonBody {
  private static final String TYPE = "application/json";

  private JsonBody() {}

  /** A browser sends this type to another site only after asking, and is not allowed to. */
  static void checkType(RoutingContext context) {
    String type = Optional.ofNullable(context.request().getHeader("Content-Type")).orElse("");
    if (type.split(";", -1)[0].strip().equalsIgnoreCase(TYPE)) {
      context.next();
    } else {
      AdminRoutes.fail(context, 415, "the body has to be " + TYPE);
    }
  }

  static void wrongMethod(RoutingContext context) {
    context.response().putHeader(HttpHeaders.ALLOW, "POST");
    AdminRoutes.fail(context, 405, "only POST");
  }
}
