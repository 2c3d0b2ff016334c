package io.sekisho.rules.feed;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.util.List;

/** Names that no feed may ever list: a claim that covers one of them spoils the whole copy. */
final class Canaries {
  /** The probe that must stay clean, and top-level domains without which there is no Internet. */
  static final List<HostName> NAMES =
      List.of(
          new HostName("clean-test.sekisho.invalid"),
          new HostName("com"),
          new HostName("net"),
          new HostName("org"),
          new HostName("arpa"));

  private static final Pattern.Cases<Boolean> COVERED =
      new Pattern.Cases<>(
          subTree -> isAtOrAbove(subTree.name()),
          exactName -> NAMES.contains(exactName.name()),
          addresses -> false,
          socket -> socket.endpoint().host().fold(NAMES::contains, address -> false),
          url -> false,
          certificate -> false,
          fingerprint -> false);

  private Canaries() {}

  /** A loop and no stream: this is asked once for every name of every feed. */
  private static boolean isAtOrAbove(HostName claimed) {
    for (HostName name : NAMES) {
      if (name.isAtOrBelow(claimed)) {
        return true;
      }
    }
    return false;
  }

  static boolean areCoveredBy(Pattern pattern) {
    return pattern.fold(COVERED);
  }
}
