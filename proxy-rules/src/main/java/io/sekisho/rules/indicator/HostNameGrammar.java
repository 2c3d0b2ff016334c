package io.sekisho.rules.indicator;

import java.util.Optional;

/** The grammar of canonical names, in one pass over their characters. */
final class HostNameGrammar {
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
    for (int i = 0; i <= length; i++) {
      if (i == length || name.charAt(i) == '.') {
        if (i == labelStart) {
          return Optional.of(Refusal.EMPTY_LABEL);
        }
        if (i - labelStart > HostName.MAX_LABEL_LENGTH) {
          return Optional.of(Refusal.LABEL_TOO_LONG);
        }
        if (i < length) {
          labelStart = i + 1;
        }
      } else if (!isNameCharacter(name.charAt(i))) {
        return Optional.of(Refusal.FORBIDDEN_CHARACTER);
      }
    }
    return Ipv4Parser.isNumber(name, labelStart, length)
        ? Optional.of(Refusal.BAD_ADDRESS)
        : Optional.empty();
  }

  static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }
}
