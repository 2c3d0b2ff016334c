package io.sekisho.app.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekisho.proxy.Undecided;

/** The fields of an event about a tunnel that could not be judged by name. */
final class UnjudgedFields {
  private UnjudgedFields() {}

  static void add(ObjectNode root, Unjudged unjudged) {
    boolean passed = unjudged.handling() != Undecided.Handling.RESET;
    String reason = "the tunnel gave no name to judge: " + unjudged.why().label();
    ObjectNode event = root.putObject("event");
    event.put("kind", "event").put("module", "sekisho").put("dataset", "sekisho.undecided");
    event.putArray("category").add("network");
    event.putArray("type").add("connection").add(passed ? "allowed" : "denied");
    event.put("action", unjudged.handling().label()).put("outcome", "success");
    event.put("id", unjudged.flow().id() + "-" + unjudged.why().label());
    event.put("start", unjudged.flow().started().toString());
    event.put("reason", reason);
    root.put("message", reason);
    root.withObject("/sekisho")
        .put("action", unjudged.handling().label())
        .put("undecided", unjudged.why().label());
  }
}
