package io.sekisho.proxy.http;

import java.nio.charset.StandardCharsets;

/** Wire bytes as a table can hold them: ↵ is CR LF, → tab, and ␍ ␊ ␀ ␁ ␋ ␡ ␠ are what they name. */
final class WireText {
  private WireText() {}

  static String of(String text) {
    return text.replace("↵", "\r\n")
        .replace('␍', '\r')
        .replace('␊', '\n')
        .replace('␀', '\0')
        .replace('␁', '\1')
        .replace('␋', '\13')
        .replace('␡', '\177')
        .replace('→', '\t')
        .replace('␠', ' ');
  }

  static byte[] bytes(String text) {
    return of(text).getBytes(StandardCharsets.ISO_8859_1);
  }
}
