package io.sekisho.app.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * One event as a line of JSON with the field names of the Elastic Common Schema 8.17; what ECS has
 * no word for stands under {@code sekisho}. A clue's path is left out.
 */
final class EventFormat {
  private static final String ECS_VERSION = "8.17.0";
  private static final JsonMapper JSON = new JsonMapper();

  private final EventSource source;

  EventFormat(EventSource source) {
    this.source = source;
  }

  byte[] line(Event event) {
    try {
      return (JSON.writeValueAsString(tree(event)) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
    }
  }

  private ObjectNode tree(Event event) {
    ObjectNode root = object();
    root.put("@timestamp", event.at().toString());
    root.putObject("ecs").put("version", ECS_VERSION);
    return event.fold(flow -> addFlow(root, flow), feed -> addFeed(root, feed));
  }

  private ObjectNode addFeed(ObjectNode root, FeedEvent event) {
    root.set("observer", observer());
    FeedFields.add(root, event.turn());
    return root;
  }

  private ObjectNode addFlow(ObjectNode root, FlowEvent event) {
    List<Clue> clues = event.evidence().clues();
    root.set("client", place(event.flow().client()));
    event.flow().knownUser().ifPresent(user -> root.putObject("user").put("name", user));
    root.putObject("network").put("transport", "tcp");
    clues.forEach(clue -> addName(root, clue));
    root.set("observer", observer());
    ObjectNode details = root.withObject("/sekisho").put("flow", event.flow().id());
    details.put("listener", event.flow().listener());
    event.flow().knownGroup().ifPresent(group -> details.put("group", group));
    clues.forEach(clue -> details.withArray("evidence").add(clueNode(clue)));
    event
        .<Runnable>fold(
            hit -> () -> HitFields.add(root, hit),
            unjudged -> () -> UnjudgedFields.add(root, unjudged),
            capture -> () -> CaptureFields.add(root, capture))
        .run();
    return root;
  }

  private static void addName(ObjectNode root, Clue clue) {
    Endpoint to = clue.destination();
    switch (clue.kind()) {
      case CONNECT_TARGET, REQUEST_TARGET -> {
        root.set("destination", place(to));
        addUrl(root, to);
      }
      case ORIGINAL_DESTINATION -> root.set("destination", place(to));
      case HOST -> addUrl(root, to);
      case SNI -> root.withObject("/tls/client").put("server_name", to.host().toString());
      case CERTIFICATE -> clue.shownCertificate().ifPresent(shown -> addCertificate(root, shown));
      case FINGERPRINT ->
          clue.knownClient().ifPresent(known -> addClient(root, known.kind(), known.text()));
      case ALIAS, RESOLVED_ADDRESS, CERTIFICATE_NAME, LOOKUP -> {}
    }
  }

  private static void addCertificate(ObjectNode root, CertificateFingerprint shown) {
    root.withObject("/tls/server/hash").put("sha1", shown.sha1().toUpperCase(Locale.ROOT));
  }

  /** ECS has a word for JA3 alone. */
  static void addClient(ObjectNode root, TlsClientFingerprint.Kind kind, String text) {
    switch (kind) {
      case JA3 -> root.withObject("/tls/client").put(label(kind), text);
      case JA4 -> root.withObject("/sekisho/tls/client").put(label(kind), text);
    }
  }

  private static void addUrl(ObjectNode root, Endpoint to) {
    root.putObject("url").put("domain", to.host().toString()).put("port", to.port());
  }

  private ObjectNode observer() {
    ObjectNode observer = object().put("name", source.host()).put("product", "Sekisho");
    return observer.put("type", "proxy").put("vendor", "Sekisho").put("version", source.version());
  }

  static ObjectNode place(Endpoint endpoint) {
    ObjectNode place = object().put("address", endpoint.host().toString());
    endpoint
        .host()
        .fold(
            name -> place.put("domain", name.toString()),
            address -> place.put("ip", address.toString()));
    return place.put("port", endpoint.port());
  }

  static ObjectNode clueNode(Clue clue) {
    ObjectNode node =
        object().put("kind", label(clue.kind())).put("destination", clue.destination().toString());
    clue.shownCertificate().ifPresent(shown -> node.put("certificate", shown.sha1()));
    clue.knownClient().ifPresent(known -> node.put(label(known.kind()), known.text()));
    return node;
  }

  static String label(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
