package io.sekisho.app.events;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The fields of an event about a client that is kept in the walled garden. */
final class CaptureFields {
  private static final String REASON = "the client is kept in the walled garden";

  private CaptureFields() {}

  static void add(ObjectNode root, Capture capture) {
    ObjectNode event = root.putObject("event");
    event.put("kind", "event").put("module", "sekisho").put("dataset", "sekisho.garden");
    event.putArray("category").add("network");
    event.putArray("type").add("access").add("denied");
    event.put("action", "capture").put("outcome", "success");
    event.put("id", capture.flow().id() + "-garden");
    event.put("start", capture.captivity().since().toString());
    event.put("reason", REASON);
    root.put("message", REASON);
    root.withObject("/sekisho/garden")
        .put("client", capture.captivity().client().toString())
        .put("until", capture.captivity().until().toString());
  }
}
