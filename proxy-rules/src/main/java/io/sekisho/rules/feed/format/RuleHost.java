package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.format.rule.HostCondition;
import io.sekisho.rules.feed.format.rule.Rule;
import io.sekisho.rules.feed.format.rule.RuleConditions;
import io.sekisho.rules.feed.format.rule.RuleGroup;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Pattern;

/** The one host that a rule asks for, or the path on it. */
final class RuleHost {
  private RuleHost() {}

  static FeedEntry entry(
      FeedLine line, Rule rule, RuleGroup destination, RuleConditions conditions) {
    return switch (conditions.kind()) {
      case HOST, URL ->
          target(line, conditions).mapClaim(claim -> claim.with(RuleSayings.ofDestination(rule)));
      case NEGATED_HOST -> line.rejected(RejectReason.NEGATED);
      case MORE_THAN_HOST -> line.rejected(RejectReason.COMPOSITE_PATTERN);
      case SILENT -> line.rejected(RejectReason.NOT_FOR_DETECTION);
      case NONE, OTHER, TO_CLIENT ->
          line.rejected(
              destination.excluded().stream().anyMatch(RuleAddresses::isWritten)
                  ? RejectReason.NEGATED
                  : RejectReason.UNSUPPORTED_PATTERN);
    };
  }

  private static FeedEntry target(FeedLine line, RuleConditions conditions) {
    HostCondition condition = conditions.host().orElseThrow();
    return Authority.parse(condition.host())
        .fold(
            authority ->
                conditions.path().isEmpty()
                    ? host(line, condition, authority)
                    : url(line, authority, conditions.path()),
            line::rejected);
  }

  private static FeedEntry url(FeedLine line, Authority authority, String path) {
    return path.length() > 1
        ? line.claim(new Pattern.Url(authority.host(), authority.port(), path))
        : line.rejected(RejectReason.ROOT_PATH);
  }

  private static FeedEntry host(FeedLine line, HostCondition condition, Authority authority) {
    Integer port = authority.port();
    return port == null
        ? authority
            .host()
            .fold(
                name -> name(line, condition),
                address -> line.claim(new Pattern.Addresses(AddressPrefix.of(address))))
        : line.claim(new Pattern.Socket(new Endpoint(authority.host(), port)));
  }

  private static FeedEntry name(FeedLine line, HostCondition condition) {
    return switch (condition.extent()) {
      case EXACT -> DnsName.exact(line, condition.host());
      case SUB_TREE -> DnsName.subTree(line, condition.host());
    };
  }
}
