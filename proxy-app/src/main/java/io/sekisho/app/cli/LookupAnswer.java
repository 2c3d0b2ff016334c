package io.sekisho.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekisho.rules.Match;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.indicator.Indicator;
import java.io.PrintWriter;
import java.util.List;

/** A verdict for a terminal, and as JSON. */
record LookupAnswer(LookupTarget target, Verdict verdict) {

  int exitStatus() {
    return verdict.fold(c -> ExitStatus.OK, e -> ExitStatus.OK, h -> ExitStatus.HOSTILE);
  }

  private String word() {
    return verdict.fold(clean -> "clean", exempt -> "exempt", hostile -> "hostile");
  }

  /** One look-up asks about several ports, and an indicator may match on each of them. */
  private static List<Indicator> distinct(List<Match> matches) {
    return matches.stream().map(Match::indicator).distinct().toList();
  }

  private List<Indicator> matches() {
    return distinct(
        verdict.fold(
            clean -> List.of(), exempt -> exempt.overruled(), hostile -> hostile.matches()));
  }

  private List<Indicator> exemptions() {
    return distinct(
        verdict.fold(clean -> List.of(), exempt -> exempt.exemptions(), hostile -> List.of()));
  }

  void print(PrintWriter out) {
    out.println(target.canonical() + ": " + word());
    exemptions().forEach(entry -> out.println("  exempt by " + line(entry)));
    matches().forEach(match -> out.println("  listed as " + line(match)));
  }

  private static String line(Indicator indicator) {
    StringBuilder line = new StringBuilder();
    line.append(indicator.pattern()).append("  feed ").append(indicator.feed());
    if (indicator.line() > 0) {
      line.append(", line ").append(indicator.line());
    }
    indicator.knownThreat().ifPresent(threat -> line.append(", ").append(threat));
    line.append(", confidence ").append(indicator.confidence());
    line.append(indicator.expiry().map(end -> ", until " + end).orElse(", no expiry"));
    return Printable.of(line.toString());
  }

  ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("destination", target.canonical()).put("verdict", word());
    root.set("matches", json(matches()));
    root.set("exemptions", json(exemptions()));
    return root;
  }

  private static ArrayNode json(List<Indicator> indicators) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Indicator indicator : indicators) {
      array
          .addObject()
          .put("feed", indicator.feed())
          .put("line", indicator.line())
          .put("pattern", indicator.pattern().toString())
          .put("kind", indicator.pattern().kind().label())
          .put("threat", indicator.threat())
          .put("confidence", indicator.confidence())
          .put("valid-until", indicator.expiry().map(Object::toString).orElse(null));
    }
    return array;
  }
}
