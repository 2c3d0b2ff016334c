package io.sekisho.app.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Decision;
import io.sekisho.proxy.TlsFingerprint;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Match;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.TlsClientFingerprint;

/** The fields of an event about a hostile or suspect flow: what listed it, and what was done. */
final class HitFields {
  private HitFields() {}

  static void add(ObjectNode root, Hit hit) {
    Match decisive = hit.decisive();
    root.set("event", kind(hit));
    root.put("message", reason(decisive));
    root.set("destination", EventFormat.place(decisive.clue().destination()));
    addRule(root, decisive.indicator());
    addVerdict(root.withObject("/sekisho"), hit);
    hit.decision().knownFingerprint().ifPresent(known -> addFingerprint(root, known));
  }

  private static void addFingerprint(ObjectNode root, TlsFingerprint fingerprint) {
    EventFormat.addClient(root, TlsClientFingerprint.Kind.JA3, fingerprint.ja3());
    EventFormat.addClient(root, TlsClientFingerprint.Kind.JA4, fingerprint.ja4());
  }

  private static ObjectNode kind(Hit hit) {
    Decision decision = hit.decision();
    Action action = decision.action();
    ObjectNode event = EventFormat.object();
    event.put("kind", "alert").put("module", "sekisho").put("dataset", "sekisho.alert");
    event.putArray("category").add("network").add("intrusion_detection");
    event.putArray("type").add("connection").add(action.passes() ? "allowed" : "denied");
    event.put("action", action.label()).put("outcome", "success");
    event.put("id", decision.flow().id() + "-" + stage(decision));
    event.put("start", decision.flow().started().toString());
    return event.put("reason", reason(hit.decisive()));
  }

  /** What tells one event of a flow from the others. */
  private static String stage(Decision decision) {
    String stage = EventFormat.label(decision.newest());
    return switch (decision.occasion()) {
      case EVIDENCE -> stage;
      case RULES -> stage + "-" + decision.occasion().label();
    };
  }

  private static String reason(Match match) {
    Indicator indicator = match.indicator();
    return subject(match.clue())
        + " is listed by "
        + indicator.feed()
        + " as "
        + indicator.pattern()
        + indicator.knownThreat().map(threat -> " (" + threat + ")").orElse("");
  }

  private static String subject(Clue clue) {
    return clue.shownCertificate().map(shown -> "the certificate of ").orElse("")
        + clue.knownClient().map(known -> "the TLS hello to ").orElse("")
        + clue.destination().host();
  }

  private static void addRule(ObjectNode root, Indicator indicator) {
    ObjectNode rule = root.putObject("rule");
    rule.put("ruleset", indicator.feed()).put("name", indicator.pattern().toString());
    rule.put("id", indicator.feed() + ":" + indicator.line());
    indicator.provenance().knownCategory().ifPresent(word -> rule.put("category", word));
    ObjectNode threat = root.putObject("threat");
    threat.putObject("feed").put("name", indicator.feed());
    indicator.knownThreat().ifPresent(name -> threat.putObject("software").put("name", name));
    threat.set("indicator", indicator(indicator));
  }

  private static ObjectNode indicator(Indicator indicator) {
    ObjectNode node = EventFormat.object().put("provider", indicator.feed());
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
        url -> host(node, url.host()).put("type", "url"),
        certificate -> certificate(node, certificate.fingerprint()),
        fingerprint -> node.put("type", "tls-client-fingerprint"));
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

  private static ObjectNode certificate(ObjectNode node, CertificateFingerprint fingerprint) {
    node.putObject("file").putObject("hash").put("sha1", fingerprint.sha1());
    return node.put("type", "x509-certificate");
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

  private static void addVerdict(ObjectNode details, Hit hit) {
    Decision decision = hit.decision();
    details.put("action", decision.action().label());
    details.put("occasion", decision.occasion().label());
    details
        .put("stage", EventFormat.label(decision.newest()))
        .put("decision_nanos", decision.nanos());
    ObjectNode verdict = details.putObject("verdict").put("kind", decision.verdict().label());
    for (Match match : hit.matches()) {
      verdict.withArray("matches").add(matchNode(match));
    }
  }

  private static ObjectNode matchNode(Match match) {
    Indicator indicator = match.indicator();
    ObjectNode node =
        EventFormat.object().put("feed", indicator.feed()).put("line", indicator.line());
    node.put("pattern", indicator.pattern().toString());
    node.put("pattern_kind", indicator.pattern().kind().label());
    node.put("confidence", indicator.confidence());
    indicator.knownThreat().ifPresent(threat -> node.put("threat", threat));
    indicator.expiry().ifPresent(end -> node.put("valid_until", end.toString()));
    indicator.downgradeReason().ifPresent(reason -> node.put("downgrade", reason));
    indicator.provenance().knownCategory().ifPresent(word -> node.put("category", word));
    indicator.requestedAction().ifPresent(action -> node.put("requested_action", action.label()));
    node.set("clue", EventFormat.clueNode(match.clue()));
    return node;
  }
}
