package io.sekisho.app.feeds.http;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A path for people. Some publishers have a customer's key as a part of it, so whatever is long and
 * does not look like words is left out, but for the end of a file's name, which tells the format.
 */
final class ShownPath {
  private static final String LEFT_OUT = "***";
  private static final int LONG = 16;

  /** Words turn to digits, or to a capital within, seldom; about every second character of keys. */
  private static final int CHARACTERS_A_TURN = 5;

  private static final Pattern SEGMENT =
      Pattern.compile("(?<stem>.*?)(?<end>(?:\\.[A-Za-z0-9]{1,6}){0,2})");
  private static final Pattern SEPARATORS = Pattern.compile("[^A-Za-z0-9]+");
  private static final Pattern WORDS = Pattern.compile("(?:[A-Z]?[a-z]{2,}+|[A-Z]++)*+\\d{0,8}");
  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f-]+");
  private static final Pattern TURN =
      Pattern.compile("(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])");

  private ShownPath() {}

  static String of(String rawPath) {
    return Arrays.stream(rawPath.split("/", -1))
        .map(ShownPath::segment)
        .collect(Collectors.joining("/"));
  }

  private static String segment(String text) {
    Matcher parts = SEGMENT.matcher(text);
    return parts.matches() && isOpaque(parts.group("stem")) ? LEFT_OUT + parts.group("end") : text;
  }

  private static boolean isOpaque(String stem) {
    return stem.length() >= LONG
        && (HEXADECIMAL.matcher(stem).matches()
            || TURN.matcher(stem).results().count() * CHARACTERS_A_TURN >= stem.length()
            || SEPARATORS.splitAsStream(stem).anyMatch(ShownPath::isLongAndNoWords));
  }

  private static boolean isLongAndNoWords(String run) {
    return run.length() >= LONG && !WORDS.matcher(run).matches();
  }
}
