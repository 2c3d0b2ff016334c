package io.sekisho.rules.feed.format.rule;

import io.sekisho.rules.feed.format.rule.RuleContent.Anchor;
import java.util.Optional;

/**
 * Which hosts a rule is about.
 *
 * @param host as it is written, without a dot before it
 */
public record HostCondition(String host, Extent extent) {
  /** How far it reaches. */
  public enum Extent {
    EXACT,
    /** The host and all below it. */
    SUB_TREE
  }

  /**
   * What a content of a host buffer means. A string that may stand anywhere is taken for the host
   * as a whole, which is the least that it can mean. So is one whose buffer is said to have another
   * length: published rules have one length for all of their hosts.
   *
   * @return empty where it is a part of names, and no name
   */
  static Optional<HostCondition> of(RuleContent content) {
    boolean anchored = content.has(Anchor.START) || content.has(Anchor.END);
    String text = content.text();
    if (text.endsWith(".") || (anchored && content.has(Anchor.OTHER_LENGTH))) {
      return Optional.empty();
    }
    boolean dotted = text.startsWith(".");
    boolean exact =
        content.has(Anchor.START) || content.has(Anchor.OTHER_LENGTH) || !content.has(Anchor.END);
    boolean whole = exact && (!dotted || content.has(Anchor.DOT_PREFIX));
    return Optional.of(
        new HostCondition(
            dotted ? text.substring(1) : text, whole ? Extent.EXACT : Extent.SUB_TREE));
  }
}
