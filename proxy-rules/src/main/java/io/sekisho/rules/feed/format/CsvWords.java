package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Provenance;
import io.sekisho.rules.indicator.RequestedAction;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the text of one field says. */
final class CsvWords {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[,;|]|\\s+(?=#)");
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private static final Set<String> YES = Set.of("true", "yes", "1", "y", "compromised");
  private static final int MAX_PERCENT_DIGITS = 3;

  /** What firewalls call a reset. */
  private static final String REJECT = "reject";

  private CsvWords() {}

  /** Cut at commas, semicolons and bars, and at the white space before {@code #}. */
  static List<String> of(String text) {
    return cut(text, BETWEEN_WORDS);
  }

  /** Cut at white space. */
  static List<String> spaced(String text) {
    return cut(text, WHITE_SPACE);
  }

  /** A number from 0 to 100; null where it is none. */
  static @Nullable Integer percent(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= MAX_PERCENT_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int number = digits ? Integer.parseInt(text) : -1;
    return number >= 0 && number <= Indicator.MAX_CONFIDENCE ? number : null;
  }

  /** Whose machine it is, where the text says whether it was broken into. */
  static Provenance.Site site(String text) {
    return YES.contains(text.toLowerCase(Locale.ROOT))
        ? Provenance.Site.COMPROMISED
        : Provenance.Site.UNKNOWN;
  }

  /** How flows are to be stopped; null where the text says nothing that could be done. */
  static @Nullable RequestedAction action(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return word.equals(REJECT) ? RequestedAction.RESET : RequestedAction.named(word).orElse(null);
  }

  private static List<String> cut(String text, Pattern between) {
    return Stream.of(between.split(text))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
