package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import java.util.Optional;

/**
 * Names that are canonical as they stand, which is nearly all of them in large lists: told in one
 * pass, they need no canonicaliser. Where this is in doubt, the name is not plain.
 */
final class PlainName {
  private static final int MAX_LENGTH = 253;
  private static final int MAX_LABEL_LENGTH = 63;

  private PlainName() {}

  /** The name; empty where {@link Host#parse} has to say what {@code text} is. */
  static Optional<HostName> of(String text) {
    return isPlain(text) ? Optional.of(new HostName(text)) : Optional.empty();
  }

  private static boolean isPlain(String text) {
    int length = text.length();
    int labelStart = 0;
    boolean mayBeAceLabel = false;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (i == labelStart || i - labelStart > MAX_LABEL_LENGTH) {
          return false;
        }
        labelStart = i + 1;
      } else if (c == '-') {
        mayBeAceLabel |= i == labelStart + 2;
      } else if (!isLetter(c) && (c < '0' || c > '9')) {
        return false;
      }
    }
    return !mayBeAceLabel
        && length <= MAX_LENGTH
        && labelStart < length
        && length - labelStart <= MAX_LABEL_LENGTH
        && isLetter(text.charAt(labelStart));
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }
}
