package io.sekisho.app.admin;

import io.sekisho.proxy.Captivity;
import io.sekisho.proxy.Garden;
import io.sekisho.rules.indicator.IpAddress;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is kept in the walled garden, and the way out. */
record GardenRoutes(Garden garden) {
  static final String LIST = "/api/v1/garden";
  static final String RELEASE = "/api/v1/garden/release";

  private static final Logger LOG = LoggerFactory.getLogger(GardenRoutes.class);
  private static final int MAX_BODY = 4 * 1024;

  void addTo(Router router) {
    router
        .route(HttpMethod.POST, RELEASE)
        .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
        .handler(JsonBody::checkType)
        .handler(this::release);
    router.route(RELEASE).handler(JsonBody::wrongMethod);
  }

  JsonObject list() {
    JsonArray clients = new JsonArray();
    garden.captives().forEach(captivity -> clients.add(json(captivity)));
    return new JsonObject().put("clients", clients);
  }

  private static JsonObject json(Captivity captivity) {
    return new JsonObject()
        .put("client", captivity.client().toString())
        .put("case", captivity.caseId())
        .put("since", captivity.since().toString())
        .put("until", captivity.until().toString())
        .put("portal", captivity.portal());
  }

  private void release(RoutingContext context) {
    Optional<IpAddress> client = client(context);
    if (client.isEmpty()) {
      AdminRoutes.fail(context, 400, "an object with the address of a client is wanted");
      return;
    }
    Optional<Captivity> released = client.flatMap(garden::release);
    if (released.isEmpty()) {
      AdminRoutes.fail(context, 404, "this client is not in the garden");
      return;
    }
    LOG.info("Released {} from the walled garden", released.get().client());
    AdminRoutes.answer(context, 200, new JsonObject().put("released", json(released.get())));
  }

  private static Optional<IpAddress> client(RoutingContext context) {
    try {
      Object text =
          Optional.ofNullable(context.body().asJsonObject())
              .map(body -> body.getValue("client"))
              .orElse("");
      return text instanceof String address
          ? IpAddress.parse(address).accepted()
          : Optional.empty();
    } catch (DecodeException | ClassCastException e) {
      return Optional.empty();
    }
  }
}
