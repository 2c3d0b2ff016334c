package io.sekisho.rules.feed.format;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what the comments of a copy say about the copy as a whole: those of its banner, and those
 * behind its last entry.
 */
final class CopyNotes {
  /** Lines in which a banner may stand. */
  static final int BANNER = 100;

  private static final int MAX_TRAILING = 10;
  private static final String MARKS = "^[#;!/\\s]*";

  /** {@code # Number of entries: 7}, {@code # Entries : 785 subnets}, {@code # END (7) entries}. */
  private static final Pattern COUNT =
      Pattern.compile(
          MARKS
              + "(?:(?:total )?(?:number of )?(?:entries|records)\\s*[:=]\\s*(\\d[\\d,.]*)"
              + "|end \\(?(\\d+)\\)? (?:entries|records)).*");

  private static final Pattern PARTING =
      Pattern.compile(
          "(?<![\\w/.-])(?:deprecated|discontinued"
              + "|no longer (?:being |actively )?(?:maintained|updated|supported))(?![\\w/-])");

  /** What makes a parting that of the list itself, and not of somebody it tells about. */
  private static final Pattern OF_THE_LIST =
      Pattern.compile(
          MARKS
              + "(?:attention|warning|notice|important|deprecated|discontinued|no longer)\\b.*"
              + "|.*\\b(?:\\w*list|feed|file|dataset|service|project|repository)s?\\b.*");

  private final Consumer<FeedEntry> entries;
  private final Deque<FeedLine> trailing = new ArrayDeque<>();

  CopyNotes(Consumer<FeedEntry> entries) {
    this.entries = entries;
  }

  void look(FeedLine line) {
    if (!line.isBlankOrComment()) {
      trailing.clear();
    } else if (line.number() <= BANNER) {
      note(line).ifPresent(entries);
    } else if (!line.text().isEmpty()) {
      keep(line);
    }
  }

  /** There are no more lines. */
  void end() {
    trailing.forEach(line -> note(line).ifPresent(entries));
  }

  /** Only once there are no more lines is it told which comments are the last. */
  private void keep(FeedLine line) {
    if (trailing.size() == MAX_TRAILING) {
      trailing.removeFirst();
    }
    trailing.addLast(line);
  }

  private static Optional<FeedEntry.Note> note(FeedLine line) {
    String text = line.text();
    String lower = text.substring(0, Math.min(text.length(), FeedEntry.Rejected.MAX_TEXT));
    return note(line, lower.toLowerCase(Locale.ROOT));
  }

  private static Optional<FeedEntry.Note> note(FeedLine line, String lower) {
    if (PARTING.matcher(lower).find() && OF_THE_LIST.matcher(lower).matches()) {
      return Optional.of(
          new FeedEntry.Note(line.number(), FeedEntry.Note.Kind.DEPRECATED, line.text(), 0));
    }
    Matcher count = COUNT.matcher(lower);
    return count.matches()
        ? number(count.group(1) == null ? count.group(2) : count.group(1))
            .map(n -> new FeedEntry.Note(line.number(), FeedEntry.Note.Kind.COUNT, line.text(), n))
        : Optional.empty();
  }

  private static Optional<Integer> number(String text) {
    String digits = text.replace(",", "").replace(".", "");
    return digits.length() < 10 ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
  }
}
