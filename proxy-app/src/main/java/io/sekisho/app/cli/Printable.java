package io.sekisho.app.cli;

/** Text from outside, fit for a terminal: a control character could otherwise command it. */
final class Printable {
  private Printable() {}

  static String of(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
