package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import java.util.Comparator;
import java.util.Optional;

/** The order in which what one query finds is given. */
final class Specificity {
  /** The host of a pattern that is about something on one; empty for the others. */
  static final Pattern.Cases<Optional<Host>> HOST =
      new Pattern.Cases<>(
          subTree -> Optional.empty(),
          exactName -> Optional.empty(),
          prefix -> Optional.empty(),
          socket -> Optional.of(socket.endpoint().host()),
          url -> Optional.of(url.host()),
          certificate -> Optional.empty(),
          fingerprint -> Optional.empty());

  /** Within a kind: the longer name, prefix or path is the more specific one. */
  private static final Pattern.Cases<Integer> LENGTH =
      new Pattern.Cases<>(
          subTree -> subTree.name().ascii().length(),
          exactName -> 0,
          prefix -> prefix.prefix().length(),
          socket -> 0,
          url -> 2 * url.path().length() + (url.port() == null ? 0 : 1),
          certificate -> 0,
          fingerprint -> 0);

  static final Comparator<Indicator> MOST_FIRST =
      Comparator.comparingInt((Indicator indicator) -> rank(indicator.pattern().kind()))
          .thenComparingInt(indicator -> -indicator.pattern().fold(LENGTH));

  private Specificity() {}

  private static int rank(Pattern.Kind kind) {
    return switch (kind) {
      case URL -> 0;
      case ENDPOINT -> 1;
      case EXACT_NAME -> 2;
      case NAME -> 3;
      case ADDRESS, PREFIX -> 4;
      case CERTIFICATE, FINGERPRINT -> 5;
    };
  }
}
