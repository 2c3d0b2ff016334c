package io.sekisho.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.explicit.ExplicitProxy;
import io.sekisho.proxy.gateway.GatewayProxy;
import io.sekisho.rules.Clue;
import io.sekisho.rules.snapshot.Generation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code mode} and {@code answer} at the top of the file and in each group, with the {@code rules}
 * of each. A group has every key that it does not set from the top, a rule from where it counts;
 * the rules of a group come before those of the top, which count for it too.
 */
final class AnswersReader {
  private static final Choice<Clue.Kind> EVIDENCE =
      Choice.of(
          Arrays.stream(Clue.Kind.values())
              .filter(kind -> kind != Clue.Kind.LOOKUP)
              .toArray(Clue.Kind[]::new),
          AnswersReader::label);
  private static final Choice<String> LISTENERS =
      Choice.of(List.of(ExplicitProxy.LISTENER, GatewayProxy.LISTENER));

  private final Set<String> feeds = new HashSet<>(Generation.RESERVED_NAMES);
  private final AnswerTargets targets = new AnswerTargets();
  private final MissingAuthority needs = new MissingAuthority();
  private final Section root;
  private final AnswerKeys top;
  private final List<Conditional> topRules;

  /** Keys that count for some hits only. */
  private record Conditional(
      Set<String> feeds, Set<Clue.Kind> evidence, Set<String> listeners, AnswerKeys keys) {}

  AnswersReader(Section root) {
    this.root = root;
    for (JsonNode feed : root.items("feeds").values()) {
      feeds.add(feed.path("name").asText());
    }
    Section answer = root.section("answer");
    this.top = AnswerKeys.atTop(root, answer);
    this.topRules = rules(answer);
  }

  AnswerPolicy top() {
    return policy(List.of(top), topRules);
  }

  AnswerPolicy of(Section group) {
    Section answer = group.section("answer");
    AnswerKeys own = AnswerKeys.in(group, answer);
    List<Conditional> rules = Stream.concat(rules(answer).stream(), topRules.stream()).toList();
    return policy(List.of(own, top), rules);
  }

  /** Reports what is missing or of no use, once everything is read. */
  void check() {
    targets.check();
    needs.check();
  }

  private AnswerPolicy policy(List<AnswerKeys> places, List<Conditional> rules) {
    AnswerKeys usual = resolved(places);
    List<AnswerPolicy.Rule> all = new ArrayList<>();
    for (Conditional rule : rules) {
      List<AnswerKeys> chain = Stream.concat(Stream.of(rule.keys), places.stream()).toList();
      all.add(
          new AnswerPolicy.Rule(
              rule.feeds, rule.evidence, rule.listeners, resolved(chain).answers()));
    }
    return new AnswerPolicy(usual.answers(), all);
  }

  /** The first place that sets a key decides. */
  private AnswerKeys resolved(List<AnswerKeys> places) {
    AnswerKeys all = places.stream().reduce(AnswerKeys::over).orElseThrow();
    targets.note(places, all);
    if (!root.has("ca")) {
      needs.note(places);
    }
    return all;
  }

  private List<Conditional> rules(Section answer) {
    List<Conditional> rules = new ArrayList<>();
    answer.documented("rules", "none");
    answer.items("rules").forEach((at, item) -> rules.add(rule(answer.item(at, item))));
    return rules;
  }

  private Conditional rule(Section rule) {
    Conditional read =
        new Conditional(
            Set.copyOf(rule.list("feeds", this::feed, "")),
            Set.copyOf(rule.list("evidence", EVIDENCE, "")),
            Set.copyOf(rule.list("listeners", LISTENERS, "")),
            AnswerKeys.in(rule, rule));
    List<String> conditions =
        Stream.of("feeds", "evidence", "listeners").filter(rule::has).toList();
    conditions.stream()
        .filter(key -> rule.items(key).isEmpty())
        .forEach(key -> rule.fault(key, "is an empty list, and would fit all hits"));
    if (conditions.isEmpty()) {
      rule.fault("feeds", "is missing, and so are evidence and listeners: the rule fits all hits");
    }
    return read;
  }

  private String feed(String name) throws BadValue {
    if (!feeds.contains(name)) {
      throw new BadValue(name + " is not a feed" + Nearest.hint(name, feeds));
    }
    return name;
  }

  private static String label(Clue.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
