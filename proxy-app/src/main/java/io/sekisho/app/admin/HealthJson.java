package io.sekisho.app.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Health as people and programs read it. */
final class HealthJson {
  private HealthJson() {}

  static JsonObject live() {
    return new JsonObject().put("status", "live");
  }

  static JsonObject ready(Readiness.State state, JsonArray feeds) {
    JsonObject probes =
        new JsonObject()
            .put("c2-test.sekisho.invalid", answered(state.hostileProbe()))
            .put("clean-test.sekisho.invalid", answered(state.cleanProbe()));
    return new JsonObject()
        .put("status", state.ready() ? "ready" : "not ready")
        .put("probes", probes)
        .put("feeds", feeds);
  }

  private static String answered(boolean right) {
    return right ? "right" : "wrong";
  }
}
