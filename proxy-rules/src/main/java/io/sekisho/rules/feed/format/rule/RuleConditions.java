package io.sekisho.rules.feed.format.rule;

import io.sekisho.rules.feed.format.rule.RuleContent.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * What a rule asks of the traffic beside its addresses.
 *
 * @param host empty unless the kind is {@link Kind#HOST} or {@link Kind#URL}
 * @param path begins with {@code /} where the kind is {@link Kind#URL}
 */
public record RuleConditions(Kind kind, Optional<HostCondition> host, String path) {
  /** What the conditions are about, as far as a destination can be told from them. */
  public enum Kind {
    /** There are none: the rule is about its addresses. */
    NONE,
    HOST,
    /** One path on one host. */
    URL,
    /** Every host but one. */
    NEGATED_HOST,
    /** A host and more than that, of which it alone would be too much. */
    MORE_THAN_HOST,
    /** Something from which no destination can be told. */
    OTHER,
    /** Traffic from the server. */
    TO_CLIENT,
    /** None that is told to anybody: the rule only remembers. */
    SILENT
  }

  public static RuleConditions of(Rule rule) {
    ConditionReader reader = new ConditionReader();
    rule.options().forEach(reader::read);
    if (reader.isToClient()) {
      return of(Kind.TO_CLIENT);
    }
    if (reader.isSilent()) {
      return of(Kind.SILENT);
    }
    List<RuleContent> hosts = reader.hosts();
    if (hosts.isEmpty()) {
      return of(reader.hasMore() || reader.hasContents() ? Kind.OTHER : Kind.NONE);
    }
    List<RuleContent> paths = reader.in(Buffer.URI);
    return hosts.size() > 1 || paths.size() > 1 || reader.hasMore()
        ? of(Kind.MORE_THAN_HOST)
        : onHost(hosts.get(0), paths);
  }

  private static RuleConditions of(Kind kind) {
    return new RuleConditions(kind, Optional.empty(), "");
  }

  private static RuleConditions onHost(RuleContent content, List<RuleContent> paths) {
    if (content.isNegated()) {
      return of(Kind.NEGATED_HOST);
    }
    Optional<HostCondition> host = HostCondition.of(content);
    if (host.isEmpty()) {
      return of(Kind.OTHER);
    }
    return paths.isEmpty()
        ? new RuleConditions(Kind.HOST, host, "")
        : withPath(host.get(), paths.get(0));
  }

  private static RuleConditions withPath(HostCondition host, RuleContent path) {
    boolean whole = path.text().startsWith("/") && !path.isNegated();
    return whole && host.extent() == HostCondition.Extent.EXACT
        ? new RuleConditions(Kind.URL, Optional.of(host), path.text())
        : of(Kind.MORE_THAN_HOST);
  }
}
