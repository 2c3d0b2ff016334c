package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.format.rule.Rule;
import io.sekisho.rules.feed.format.rule.RuleConditions;
import io.sekisho.rules.feed.format.rule.RuleGroup;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code suricata-rules}, for Suricata or Snort: a rule from which one destination or a
 * list of them can be told. Either its destination lists addresses and it asks for nothing else, or
 * it asks for one host (TLS server name, DNS query, HTTP host), or for a path on one. {@code any}
 * is never a destination. Ports beside a host are not asked for.
 */
final class SuricataRuleLine implements LineParser {
  private static final String CONTINUED = "\\";
  private static final String OWN_NETWORK = "$HOME_NET";

  private final StringBuilder pending = new StringBuilder();
  private @Nullable FeedLine first;

  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    FeedLine begun = first == null ? line : first;
    if (line.text().endsWith(CONTINUED) && (first != null || !line.isBlankOrComment())) {
      first = begun;
      pending.append(line.text(), 0, line.text().length() - 1).append(' ');
      if (pending.length() > FeedLines.MAX_LINE) {
        close();
        entries.accept(begun.rejected(RejectReason.LINE_TOO_LONG));
      }
    } else if (first != null) {
      FeedLine joined = new FeedLine(begun.number(), pending + line.text());
      close();
      rule(joined, entries);
    } else if (!line.isBlankOrComment()) {
      rule(line, entries);
    }
  }

  @Override
  public void end(Consumer<FeedEntry> entries) {
    if (first != null) {
      entries.accept(first.rejected(RejectReason.BAD_RECORD));
      close();
    }
  }

  private void close() {
    first = null;
    pending.setLength(0);
  }

  private static void rule(FeedLine line, Consumer<FeedEntry> entries) {
    if (!Rule.begins(line.text())) {
      entries.accept(line.rejected(RejectReason.UNKNOWN_DIRECTIVE));
      return;
    }
    Rule.parse(line.text())
        .ifPresentOrElse(
            rule -> targets(line, rule, rule.passes() ? exempted(entries) : entries),
            () -> entries.accept(line.rejected(RejectReason.BAD_RECORD)));
  }

  private static Consumer<FeedEntry> exempted(Consumer<FeedEntry> entries) {
    return entry -> entries.accept(entry.mapClaim(FeedEntry.Claim::exempted));
  }

  private static void targets(FeedLine line, Rule rule, Consumer<FeedEntry> entries) {
    Optional<RuleGroup> destination = RuleGroup.parse(rule.destination().addresses());
    if (destination.isEmpty()) {
      entries.accept(line.rejected(RejectReason.BAD_RECORD));
      return;
    }
    RuleGroup group = destination.get();
    RuleConditions conditions = RuleConditions.of(rule);
    boolean listed = group.listed().stream().anyMatch(RuleAddresses::isWritten);
    if (isOtherDirection(rule, group, conditions)) {
      entries.accept(line.rejected(RejectReason.OTHER_DIRECTION));
    } else if (listed && conditions.kind() == RuleConditions.Kind.NONE) {
      new RuleAddresses(line, rule, group, entries).read();
    } else {
      entries.accept(
          listed ? both(line, conditions) : RuleHost.entry(line, rule, group, conditions));
    }
  }

  private static boolean isOtherDirection(
      Rule rule, RuleGroup destination, RuleConditions conditions) {
    return !rule.isOneWay()
        || destination.listed().contains(OWN_NETWORK)
        || conditions.kind() == RuleConditions.Kind.TO_CLIENT;
  }

  /** A rule that lists addresses and asks for more. */
  private static FeedEntry both(FeedLine line, RuleConditions conditions) {
    return line.rejected(
        conditions.kind() == RuleConditions.Kind.SILENT
            ? RejectReason.NOT_FOR_DETECTION
            : RejectReason.COMPOSITE_PATTERN);
  }
}
