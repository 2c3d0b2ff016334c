package io.sekisho.app.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekisho.app.feeds.FeedTurn;

/** The fields of an event about a feed: what is wrong with it, or no longer is. */
final class FeedFields {
  private FeedFields() {}

  static void add(ObjectNode root, FeedTurn turn) {
    ObjectNode event = root.putObject("event");
    event.put("kind", kind(turn)).put("module", "sekisho").put("dataset", "sekisho.feed");
    event.putArray("category").add("threat");
    event.putArray("type").add("indicator");
    event.put("action", "feed-" + turn.direction().label()).put("outcome", outcome(turn));
    event.put("reason", turn.failure().detail());
    root.put("message", message(turn));
    root.withObject("/threat/feed").put("name", turn.feed());
    root.withObject("/sekisho/feed")
        .put("name", turn.feed())
        .put("role", turn.role().label())
        .put("fault", turn.failure().fault().label());
  }

  private static String kind(FeedTurn turn) {
    return switch (turn.direction()) {
      case FAILED -> "alert";
      case RECOVERED -> "event";
    };
  }

  private static String outcome(FeedTurn turn) {
    return switch (turn.direction()) {
      case FAILED -> "failure";
      case RECOVERED -> "success";
    };
  }

  private static String message(FeedTurn turn) {
    return switch (turn.direction()) {
      case FAILED -> "feed " + turn.feed() + ": " + turn.failure();
      case RECOVERED ->
          "feed " + turn.feed() + " is good again; it was " + turn.failure().fault().label();
    };
  }
}
