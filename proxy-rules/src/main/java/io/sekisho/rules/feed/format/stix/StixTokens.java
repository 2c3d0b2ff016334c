package io.sekisho.rules.feed.format.stix;

/**
 * The tokens of a pattern. A token is the text of a literal, with its kind beside it, or a word, a
 * path or a sign as it is written.
 */
final class StixTokens {
  /** What a token is. */
  enum Kind {
    /** A keyword, a number or a truth value. */
    WORD,
    /** An object path, told by its colon. */
    PATH,
    STRING,
    SIGN,
    END,
    /** No token begins with this. */
    BROKEN
  }

  private static final String SIGNS = "[](),=!<>";

  private final String text;
  private int at;
  private Kind kind = Kind.END;
  private String token = "";

  StixTokens(String text) {
    this.text = text;
    next();
  }

  Kind kind() {
    return kind;
  }

  String token() {
    return token;
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && token.equals(sign);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && token.equalsIgnoreCase(word);
  }

  void next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      set(Kind.END, "");
    } else if (text.charAt(at) == '\'') {
      string();
    } else if (SIGNS.indexOf(text.charAt(at)) >= 0) {
      sign();
    } else {
      word();
    }
  }

  private void set(Kind next, String found) {
    kind = next;
    token = found;
  }

  /** A text in single quotes, in which a backslash takes the next character as it is. */
  private void string() {
    StringBuilder found = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '\'') {
      at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
      found.append(text.charAt(at++));
    }
    boolean closed = at < text.length();
    at++;
    at = Math.min(at, text.length());
    set(closed ? Kind.STRING : Kind.BROKEN, found.toString());
  }

  private void sign() {
    boolean twoSigns =
        at + 1 < text.length()
            && "=!<>".indexOf(text.charAt(at)) >= 0
            && "=>".indexOf(text.charAt(at + 1)) >= 0;
    int end = at + (twoSigns ? 2 : 1);
    set(Kind.SIGN, text.substring(at, end));
    at = end;
  }

  private void word() {
    int start = at;
    while (at < text.length() && isPart()) {
      at = partEnd();
    }
    String found = text.substring(start, at);
    if (found.isEmpty()) {
      set(Kind.BROKEN, "");
    } else {
      set(found.indexOf(':') > 0 ? Kind.PATH : Kind.WORD, found);
    }
  }

  private boolean isPart() {
    char c = text.charAt(at);
    return Character.isLetterOrDigit(c) || "-_:.".indexOf(c) >= 0 || isIndex();
  }

  /** Whether {@code [*]} or {@code [0]} begins here. */
  private boolean isIndex() {
    boolean bracket = text.charAt(at) == '[' && at + 1 < text.length();
    return bracket && (text.charAt(at + 1) == '*' || Character.isDigit(text.charAt(at + 1)));
  }

  /** The end of one character, of an index, or of a quoted step such as {@code .'SHA-256'}. */
  private int partEnd() {
    if (text.charAt(at) == '[') {
      int close = text.indexOf(']', at);
      return close < 0 ? text.length() : close + 1;
    }
    if (text.startsWith(".'", at)) {
      int close = text.indexOf('\'', at + 2);
      return close < 0 ? text.length() : close + 1;
    }
    return at + 1;
  }
}
