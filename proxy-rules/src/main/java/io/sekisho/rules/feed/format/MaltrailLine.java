package io.sekisho.rules.feed.format;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code maltrail}: a destination as in {@code domains}. Its paths without a host,
 * regular expressions and suffixes of everybody's names are heuristics, and are not used. A line
 * {@code #@ .../family.txt} names the trail file that follows, and with it the threat.
 */
final class MaltrailLine implements LineParser {
  private static final String TRAIL_FILE_MARK = "#@";
  private static final String TRAIL_FILE_END = ".txt";
  private static final String EXPRESSION_CHARACTERS = "\\^$()|{}+*";

  private @Nullable String threat;

  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    if (line.text().startsWith(TRAIL_FILE_MARK)) {
      threat = threatOf(line.text());
    } else if (!line.isBlankOrComment()) {
      entries.accept(entry(line).mapClaim(this::withThreat));
    }
  }

  private static @Nullable String threatOf(String text) {
    String file = text.substring(text.lastIndexOf('/') + 1);
    int length = file.length() - TRAIL_FILE_END.length();
    return file.endsWith(TRAIL_FILE_END) && length > 0 ? file.substring(0, length) : null;
  }

  private FeedEntry withThreat(FeedEntry.Claim claim) {
    return threat == null ? claim : claim.with(Particulars.of(threat));
  }

  private static FeedEntry entry(FeedLine line) {
    String text = line.text();
    if (text.charAt(0) == '/') {
      return line.rejected(RejectReason.PATH_WITHOUT_HOST);
    }
    if (text.charAt(0) == '.') {
      return line.rejected(RejectReason.SUFFIX);
    }
    if (isExpression(text)) {
      return line.rejected(RejectReason.REGULAR_EXPRESSION);
    }
    String word = line.firstWord();
    return line.endsAt(word.length())
        ? Destination.read(line, word)
        : line.rejected(RejectReason.TRAILING_TEXT);
  }

  /** Whether a character that no host has stands before the path, or a class that is no IPv6. */
  static boolean isExpression(String text) {
    boolean bracketed = text.startsWith("[") && text.indexOf(':') > 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        return false;
      }
      if (EXPRESSION_CHARACTERS.indexOf(c) >= 0 || (c == '[' && !bracketed)) {
        return true;
      }
    }
    return false;
  }
}
