package io.sekisho.app.admin;

import io.sekisho.app.feeds.FeedSource;
import io.sekisho.app.feeds.FeedStatus;
import io.sekisho.rules.feed.FeedFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/** Health as people and programs read it. */
final class HealthJson {
  private HealthJson() {}

  static JsonObject live() {
    return new JsonObject().put("status", "live");
  }

  static JsonObject ready(Readiness.State state) {
    JsonArray feeds = new JsonArray();
    state.feeds().forEach(feed -> feeds.add(feed(feed)));
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

  private static JsonObject feed(FeedStatus feed) {
    JsonObject json = new JsonObject().put("name", feed.name());
    json.put("state", label(feed.standing())).put("role", feed.role().label());
    json.put("required", feed.required() == FeedSource.Requirement.REQUIRED);
    feed.success().ifPresent(at -> json.put("last-success", at.toString()));
    feed.copyInForce().ifPresent(copy -> json.put("format", copy.report().format()));
    feed.copyInForce()
        .flatMap(FeedStatus.InForce::lastExpiry)
        .ifPresent(end -> json.put("last-entry-expires", end.toString()));
    feed.alarm(Instant.now()).ifPresent(alarm -> addAlarm(json, alarm));
    if (feed.isFailing()) {
      feed.failure().ifPresent(failure -> json.put("failed-at", failure.at().toString()));
    }
    return json;
  }

  private static void addAlarm(JsonObject json, FeedFailure alarm) {
    json.put("fault", alarm.fault().label());
    json.put("detail", alarm.detail());
  }

  private static String label(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
