package io.sekisho.rules.feed.format;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a source says in its own words, of bounded length and without control characters. */
final class SourceWords {
  private static final int MAX_LENGTH = 200;
  private static final int MAX_TAGS = 32;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private SourceWords() {}

  /** Null where nothing is said. */
  static @Nullable String phrase(@Nullable String text) {
    return text == null || text.isBlank() ? null : bounded(text);
  }

  static List<String> tags(List<String> texts) {
    return texts.stream()
        .filter(text -> !text.isBlank())
        .limit(MAX_TAGS)
        .map(SourceWords::bounded)
        .toList();
  }

  private static String bounded(String text) {
    String begin = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    return CONTROL.matcher(begin).replaceAll(" ").strip();
  }

  /** A whole number from 0 to 100; null where it is none, since then the feed's own holds. */
  static @Nullable Integer percent(@Nullable String text) {
    boolean whole =
        text != null
            && !text.isEmpty()
            && text.length() <= 3
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!whole) {
      return null;
    }
    int percent = Integer.parseInt(text);
    return percent <= 100 ? percent : null;
  }
}
