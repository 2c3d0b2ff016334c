package io.sekisho.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekisho.app.feeds.FeedStatus;
import io.sekisho.rules.Match;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.snapshot.Generation;
import java.io.PrintWriter;
import java.util.List;

/**
 * A verdict for a terminal, and as JSON.
 *
 * @param elsewhere what is listed on the host that was asked about at one port or path alone; the
 *     verdict does not count it
 * @param guarded the claims that guards have something against; those that are suppressed are not
 *     in the verdict
 */
record LookupAnswer(
    LookupTarget target, Verdict verdict, List<Indicator> elsewhere, List<GuardedMatch> guarded) {
  /** Most lines of {@link #elsewhere} for a terminal: some hosts have thousands of listed URLs. */
  private static final int MAX_PRINTED = 20;

  static LookupAnswer of(LookupTarget target, Generation rules, List<FeedStatus> feeds) {
    Verdict verdict = rules.decide(target.evidence());
    List<Indicator> known = distinct(verdict.against());
    List<Indicator> elsewhere =
        target.wholeHost().stream()
            .flatMap(host -> new Elsewhere(host, rules).hostile().stream())
            .filter(indicator -> !known.contains(indicator))
            .toList();
    return new LookupAnswer(target, verdict, elsewhere, GuardedMatch.of(target, feeds));
  }

  int exitStatus() {
    return verdict.isHostile() ? ExitStatus.HOSTILE : ExitStatus.OK;
  }

  /** One look-up asks about several ports, and an indicator may match on each of them. */
  private static List<Indicator> distinct(List<Match> matches) {
    return matches.stream().map(Match::indicator).distinct().toList();
  }

  private List<Indicator> matches() {
    return distinct(
        verdict.fold(
            clean -> List.of(),
            exempt -> exempt.overruled(),
            suspect -> suspect.matches(),
            hostile -> hostile.matches()));
  }

  private List<Indicator> exemptions() {
    return distinct(
        verdict.fold(
            clean -> List.of(),
            exempt -> exempt.exemptions(),
            suspect -> List.of(),
            hostile -> List.of()));
  }

  void print(PrintWriter out) {
    out.println(target.canonical() + ": " + verdict.label());
    exemptions().forEach(entry -> out.println("  exempt by " + line(entry)));
    matches().forEach(match -> out.println("  listed as " + line(match)));
    guarded.forEach(match -> out.println("  guarded: " + match.line()));
    printElsewhere(out);
  }

  private void printElsewhere(PrintWriter out) {
    elsewhere.stream()
        .limit(MAX_PRINTED)
        .forEach(entry -> out.println("  elsewhere: only at " + line(entry)));
    if (elsewhere.size() > MAX_PRINTED) {
      out.println("  elsewhere: " + (elsewhere.size() - MAX_PRINTED) + " more, see --json");
    }
  }

  private static String line(Indicator indicator) {
    StringBuilder line = new StringBuilder();
    line.append(indicator.pattern()).append("  feed ").append(indicator.feed());
    if (indicator.line() > 0) {
      line.append(", line ").append(indicator.line());
    }
    indicator.knownThreat().ifPresent(threat -> line.append(", ").append(threat));
    indicator.provenance().knownCategory().ifPresent(word -> line.append(", ").append(word));
    indicator.requestedAction().ifPresent(it -> line.append(", asks for ").append(it.label()));
    indicator.downgradeReason().ifPresent(reason -> line.append(", downgraded: ").append(reason));
    line.append(", confidence ").append(indicator.confidence());
    line.append(indicator.expiry().map(end -> ", until " + end).orElse(", no expiry"));
    return Printable.of(line.toString());
  }

  ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("destination", target.canonical()).put("verdict", verdict.label());
    root.set("matches", json(matches()));
    root.set("exemptions", json(exemptions()));
    root.set("elsewhere", json(elsewhere));
    root.set("guarded", GuardedMatch.json(guarded));
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
          .put("category", indicator.provenance().category())
          .put("confidence", indicator.confidence())
          .put("action", indicator.requestedAction().map(it -> it.label()).orElse(null))
          .put("downgrade", indicator.downgrade())
          .put("valid-until", indicator.expiry().map(Object::toString).orElse(null));
    }
    return array;
  }
}
