package io.sekisho.app.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekisho.app.feeds.FeedJson;
import io.sekisho.app.feeds.FeedStatus;
import io.sekisho.app.metrics.FeedHits;
import io.sekisho.app.metrics.Metrics;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;

/**
 * Feeds as the detail of readiness and {@code /api/v1/feeds} show them: how they stand, and hits.
 */
final class FeedDetail {
  static final String PATH = "/api/v1/feeds";

  private final Metrics metrics;
  private final InstantSource clock;

  FeedDetail(Metrics metrics, InstantSource clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  JsonArray of(List<FeedStatus> feeds) {
    JsonArray all = new JsonArray();
    feeds.forEach(feed -> all.add(of(feed)));
    return all;
  }

  private JsonObject of(FeedStatus feed) {
    ObjectNode json = FeedJson.of(feed, clock.instant());
    if (feed.role() == FeedStatus.Role.FEED) {
      FeedHits hits = metrics.hitsOf(feed.name());
      json.put("hits", hits.hostile()).put("suspects", hits.suspect());
    }
    return new JsonObject(json.toString());
  }
}
