package io.sekisho.rules.feed;

import io.sekisho.rules.guard.PublicSuffixHandling;
import io.sekisho.rules.guard.UrlHostHandling;

/** What one feed may claim beyond what guards let pass. */
public record ClaimRules(PublicSuffixHandling publicSuffixes, UrlHostHandling urlHosts) {
  public static final ClaimRules DEFAULT =
      new ClaimRules(PublicSuffixHandling.SUPPRESS, UrlHostHandling.IGNORE);
}
