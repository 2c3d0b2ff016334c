package io.sekisho.app.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Decision;
import io.sekisho.proxy.Flow;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Match;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One hit as a line of JSON with the field names of the Elastic Common Schema 8.17; what ECS has no
 * word for stands under {@code sekisho}. A clue's path is left out.
 */
final class EventFormat {
  private static final String ECS_VERSION = "8.17.0";
  private static final JsonMapper JSON = new JsonMapper();

  private final EventSource source;

  EventFormat(EventSource source) {
    this.source = source;
  }

  byte[] line(Hit hit) {
    try {
      return (JSON.writeValueAsString(event(hit)) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
    }
  }

  private ObjectNode event(Hit hit) {
    ObjectNode root = object();
    Match decisive = hit.verdict().decisive();
    root.put("@timestamp", hit.at().toString());
    root.putObject("ecs").put("version", ECS_VERSION);
    root.set("event", kind(hit));
    root.put("message", reason(decisive));
    root.set("client", client(hit.decision().flow()));
    root.set("destination", place(decisive.clue().destination()));
    root.putObject("network").put("transport", "tcp");
    addNames(root, hit.decision());
    addRule(root, decisive.indicator());
    root.set("observer", observer());
    root.set("sekisho", details(hit));
    return root;
  }

  private static ObjectNode kind(Hit hit) {
    Decision decision = hit.decision();
    Action action = decision.action();
    ObjectNode event = object();
    event.put("kind", "alert").put("module", "sekisho").put("dataset", "sekisho.alert");
    event.putArray("category").add("network").add("intrusion_detection");
    event.putArray("type").add("connection").add(action.passes() ? "allowed" : "denied");
    event.put("action", action.label()).put("outcome", "success");
    event.put("id", decision.flow().id() + "-" + label(decision.newest()));
    event.put("start", decision.flow().started().toString());
    return event.put("reason", reason(hit.verdict().decisive()));
  }

  private static String reason(Match match) {
    Indicator indicator = match.indicator();
    return match.clue().destination().host()
        + " is listed by "
        + indicator.feed()
        + " as "
        + indicator.pattern()
        + indicator.knownThreat().map(threat -> " (" + threat + ")").orElse("");
  }

  private static ObjectNode client(Flow flow) {
    return place(flow.client());
  }

  private static ObjectNode place(Endpoint endpoint) {
    ObjectNode place = object().put("address", endpoint.host().toString());
    put(place, endpoint.host());
    return place.put("port", endpoint.port());
  }

  private static ObjectNode put(ObjectNode place, Host host) {
    return host.fold(
        name -> place.put("domain", name.toString()),
        address -> place.put("ip", address.toString()));
  }

  private static void addNames(ObjectNode root, Decision decision) {
    for (Clue clue : decision.evidence().clues()) {
      String host = clue.destination().host().toString();
      switch (clue.kind()) {
        case CONNECT_TARGET, REQUEST_TARGET ->
            root.putObject("url").put("domain", host).put("port", clue.destination().port());
        case SNI -> root.putObject("tls").putObject("client").put("server_name", host);
        case HOST, RESOLVED_ADDRESS, LOOKUP -> {}
      }
    }
  }

  private static void addRule(ObjectNode root, Indicator indicator) {
    ObjectNode rule = root.putObject("rule");
    rule.put("ruleset", indicator.feed()).put("name", indicator.pattern().toString());
    rule.put("id", indicator.feed() + ":" + indicator.line());
    ObjectNode threat = root.putObject("threat");
    threat.putObject("feed").put("name", indicator.feed());
    indicator.knownThreat().ifPresent(name -> threat.putObject("software").put("name", name));
    threat.set("indicator", indicator(indicator));
  }

  private static ObjectNode indicator(Indicator indicator) {
    ObjectNode node = object().put("provider", indicator.feed());
    node.put("name", indicator.pattern().toString());
    node.put("confidence", confidenceWord(indicator.confidence()));
    return indicator.pattern().fold(destinationOf(node));
  }

  private static Pattern.Cases<ObjectNode> destinationOf(ObjectNode node) {
    return new Pattern.Cases<>(
        subTree -> domain(node, subTree.name()),
        exact -> domain(node, exact.name()),
        addresses ->
            addresses.prefix().isSingle()
                ? host(node, addresses.prefix().network())
                : node.put("type", addressType(addresses.prefix().network())),
        socket -> host(node, socket.endpoint().host()).put("port", socket.endpoint().port()),
        url -> host(node, url.host()).put("type", "url"));
  }

  private static ObjectNode host(ObjectNode node, Host host) {
    return host.fold(
        name -> domain(node, name),
        address -> node.put("type", addressType(address)).put("ip", address.toString()));
  }

  private static ObjectNode domain(ObjectNode node, Host name) {
    node.putObject("url").put("domain", name.toString());
    return node.put("type", "domain-name");
  }

  private static String addressType(IpAddress address) {
    return address.isV4() ? "ipv4-addr" : "ipv6-addr";
  }

  /** The scale of STIX 2.1, appendix A, that ECS uses. */
  private static String confidenceWord(int confidence) {
    if (confidence == 0) {
      return "None";
    }
    return confidence < 30 ? "Low" : confidence < 70 ? "Medium" : "High";
  }

  private ObjectNode observer() {
    ObjectNode observer = object().put("name", source.host()).put("product", "Sekisho");
    return observer.put("type", "proxy").put("vendor", "Sekisho").put("version", source.version());
  }

  private static ObjectNode details(Hit hit) {
    Decision decision = hit.decision();
    ObjectNode details = object().put("flow", decision.flow().id());
    details.put("listener", decision.flow().listener()).put("action", decision.action().label());
    details.put("stage", label(decision.newest())).put("decision_nanos", decision.nanos());
    for (Clue clue : decision.evidence().clues()) {
      details.withArray("evidence").add(clueNode(clue));
    }
    ObjectNode verdict = details.putObject("verdict").put("kind", "hostile");
    for (Match match : hit.verdict().matches()) {
      verdict.withArray("matches").add(matchNode(match));
    }
    return details;
  }

  private static ObjectNode clueNode(Clue clue) {
    return object()
        .put("kind", label(clue.kind()))
        .put("destination", clue.destination().toString());
  }

  private static ObjectNode matchNode(Match match) {
    Indicator indicator = match.indicator();
    ObjectNode node = object().put("feed", indicator.feed()).put("line", indicator.line());
    node.put("pattern", indicator.pattern().toString());
    node.put("pattern_kind", indicator.pattern().kind().label());
    node.put("confidence", indicator.confidence());
    indicator.knownThreat().ifPresent(threat -> node.put("threat", threat));
    indicator.expiry().ifPresent(end -> node.put("valid_until", end.toString()));
    node.set("clue", clueNode(match.clue()));
    return node;
  }

  private static String label(Clue.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
