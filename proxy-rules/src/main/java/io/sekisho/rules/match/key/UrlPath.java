package io.sekisho.rules.match.key;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The path and query of a URL in the one form that servers read its spellings as (RFC 3986, 6.2.2):
 * percent-encoding is undone, once; empty and dot segments are gone from the path. Only compared
 * and never sent, so an escaped delimiter may become a plain one.
 */
final class UrlPath {
  private static final int ESCAPE = 3;

  private UrlPath() {}

  static String canonical(String path) {
    if (isPlain(path)) {
      return path;
    }
    int query = path.indexOf('?');
    return query < 0
        ? withoutDots(decoded(path))
        : withoutDots(decoded(path.substring(0, query))) + decoded(path.substring(query));
  }

  /** Whether nothing in it can stand for anything else: so it is with most paths. */
  private static boolean isPlain(String path) {
    return path.indexOf('%') < 0 && !path.contains("//") && !path.contains("/.");
  }

  private static String decoded(String text) {
    StringBuilder decoded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int octet = text.charAt(i) == '%' ? octet(text, i + 1) : -1;
      decoded.append(octet < 0 ? text.charAt(i) : (char) octet);
      i += octet < 0 ? 0 : ESCAPE - 1;
    }
    return decoded.toString();
  }

  /** The value of two hexadecimal digits; negative where there are none. */
  private static int octet(String text, int at) {
    if (at + 1 >= text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static String withoutDots(String path) {
    Deque<String> segments = new ArrayDeque<>();
    String last = "";
    for (String segment : path.split("/", -1)) {
      last = segment;
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    boolean endsInSegment = !last.isEmpty() && !last.equals(".") && !last.equals("..");
    String joined = "/" + String.join("/", segments);
    return endsInSegment || segments.isEmpty() ? joined : joined + "/";
  }
}
