package io.sekisho.rules.indicator;

import java.util.Optional;

/** The grammar of canonical names, in one pass over their characters. */
final class HostNameGrammar {
  private static final boolean[] NAME_CHARACTERS = new boolean[128];

  static {
    for (char c : "abcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
      NAME_CHARACTERS[c] = true;
    }
  }

  private HostNameGrammar() {}

  /** What keeps {@code name} from being a canonical host name. */
  static Optional<Refusal> faultIn(String name) {
    int length = name.length();
    if (length == 0) {
      return Optional.of(Refusal.EMPTY);
    }
    if (length > HostName.MAX_LENGTH) {
      return Optional.of(Refusal.NAME_TOO_LONG);
    }
    int labelStart = 0;
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      if (c == '.') {
        if (!isLabelLength(i - labelStart)) {
          return lengthFault(i - labelStart);
        }
        labelStart = i + 1;
      } else if (c >= 128 || !NAME_CHARACTERS[c]) {
        return Optional.of(Refusal.FORBIDDEN_CHARACTER);
      }
    }
    if (!isLabelLength(length - labelStart)) {
      return lengthFault(length - labelStart);
    }
    return Ipv4Parser.isNumber(name, labelStart, length)
        ? Optional.of(Refusal.BAD_ADDRESS)
        : Optional.empty();
  }

  private static boolean isLabelLength(int length) {
    return length > 0 && length <= HostName.MAX_LABEL_LENGTH;
  }

  private static Optional<Refusal> lengthFault(int labelLength) {
    return Optional.of(labelLength == 0 ? Refusal.EMPTY_LABEL : Refusal.LABEL_TOO_LONG);
  }
}
