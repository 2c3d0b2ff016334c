package io.sekisho.rules.feed.format;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** What lines of Suricata's own files look like. */
final class SuricataSigns {
  private static final Set<String> ACTIONS =
      Set.of(
          "alert",
          "drop",
          "pass",
          "reject",
          "rejectsrc",
          "rejectdst",
          "rejectboth",
          "log",
          "block");

  private static final int MAX_CATEGORY = 60;
  private static final int MAX_SCORE = 127;

  private SuricataSigns() {}

  /** {@code alert ip any any -> [192.0.2.1] any (msg:"..."; sid:1;)}. */
  static boolean isRule(FeedLine line) {
    return ACTIONS.contains(line.firstWord())
        && line.text().indexOf('(') > 0
        && (line.text().contains("msg:") || line.text().contains("sid:"));
  }

  /** {@code 192.0.2.0/24,6,88}: an address, its category and its score. */
  static boolean isReputation(FeedLine line) {
    String[] fields = line.text().split(",", -1);
    return fields.length == 3
        && isUpTo(MAX_CATEGORY, fields[1].strip())
        && isUpTo(MAX_SCORE, fields[2].strip())
        && Destination.prefix(fields[0].strip()).accepted().isPresent();
  }

  /** Base64 of something that people can read, and no word of theirs by itself. */
  static boolean isEncodedText(FeedLine line) {
    String word = line.text();
    int comma = word.indexOf(',');
    String encoded = comma < 0 ? word : word.substring(0, comma);
    return encoded.length() >= 8
        && encoded.length() % 4 == 0
        && encoded.indexOf('.') < 0
        && isReadable(encoded);
  }

  private static boolean isReadable(String encoded) {
    try {
      String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.ISO_8859_1);
      return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isUpTo(int max, String text) {
    boolean digits =
        !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(Character::isDigit);
    return digits && Integer.parseInt(text) <= max;
  }
}
