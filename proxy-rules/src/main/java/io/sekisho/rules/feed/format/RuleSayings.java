package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.format.rule.Rule;
import io.sekisho.rules.feed.format.rule.RuleOption;
import io.sekisho.rules.indicator.Provenance;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the options of a rule tell people: message, references, metadata and class; and how it stops
 * traffic.
 */
final class RuleSayings {
  private final Rule rule;
  private final List<String> metadata = new ArrayList<>();

  private RuleSayings(Rule rule) {
    this.rule = rule;
    for (String value : values("metadata")) {
      for (String word : value.split(",", -1)) {
        metadata.add(word.strip());
      }
    }
  }

  /** What is said of every address of a list: the rule is older than what is on it. */
  static Particulars ofList(Rule rule) {
    return new RuleSayings(rule).particulars(null);
  }

  /** What is said of the one destination that the rule was written for. */
  static Particulars ofDestination(Rule rule) {
    RuleSayings sayings = new RuleSayings(rule);
    return sayings.particulars(sayings.created());
  }

  private Particulars particulars(@Nullable Instant firstSeen) {
    Provenance source =
        Provenance.NONE
            .withFirstSeen(firstSeen)
            .withReference(reference().orElse(null))
            .withTags(about("tag").map(List::of).orElse(List.of()))
            .inCategory(values("classtype").stream().findFirst().orElse(null));
    return Particulars.of(threat().orElse(null))
        .withConfidence(confidence())
        .withProvenance(source)
        .withAction(rule.stops().orElse(null));
  }

  private List<String> values(String option) {
    return rule.options().stream()
        .filter(candidate -> candidate.name().equals(option))
        .map(RuleOption::unquoted)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** The first value of the key in the metadata. */
  private Optional<String> about(String key) {
    return metadata.stream()
        .filter(entry -> entry.startsWith(key + " "))
        .map(entry -> entry.substring(key.length() + 1).strip())
        .findFirst();
  }

  private Optional<String> threat() {
    return about("malware_family").or(() -> values("msg").stream().findFirst());
  }

  private Optional<String> reference() {
    return values("reference").stream()
        .filter(value -> value.startsWith("url,"))
        .map(value -> value.substring("url,".length()).strip())
        .findFirst();
  }

  private @Nullable Instant created() {
    return about("created_at").map(RuleSayings::day).orElse(null);
  }

  /** Days are written {@code 2021_02_12}. */
  private static @Nullable Instant day(String text) {
    try {
      return LocalDate.parse(text.replace('_', '-')).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The words on the scale that STIX 2.1 gives them (appendix A). */
  private @Nullable Integer confidence() {
    return switch (about("confidence").orElse("").toLowerCase(Locale.ROOT)) {
      case "low" -> 15;
      case "medium" -> 50;
      case "high" -> 85;
      default -> null;
    };
  }
}
