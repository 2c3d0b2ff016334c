package io.sekisho.rules.feed.format.rule;

import java.util.HexFormat;

/** The text of a {@code content}: bytes in hexadecimal between bars, and escaped characters. */
final class ContentText {
  private ContentText() {}

  /** One character a byte. Hexadecimal that is none is left as it stands. */
  static String decoded(String written) {
    StringBuilder text = new StringBuilder(written.length());
    int at = 0;
    while (at < written.length()) {
      char c = written.charAt(at);
      int bar = c == '|' ? written.indexOf('|', at + 1) : -1;
      if (bar > 0) {
        text.append(bytes(written.substring(at + 1, bar)));
        at = bar + 1;
      } else if (c == '\\' && at + 1 < written.length()) {
        text.append(written.charAt(at + 1));
        at += 2;
      } else {
        text.append(c);
        at++;
      }
    }
    return text.toString();
  }

  private static String bytes(String hexadecimal) {
    String digits = hexadecimal.replace(" ", "");
    if (digits.length() % 2 != 0 || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      return "|" + hexadecimal + "|";
    }
    StringBuilder text = new StringBuilder();
    for (byte b : HexFormat.of().parseHex(digits)) {
      text.append((char) (b & 0xff));
    }
    return text.toString();
  }
}
