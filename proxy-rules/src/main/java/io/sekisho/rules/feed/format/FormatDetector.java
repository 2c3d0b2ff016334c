package io.sekisho.rules.feed.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the format from the lines: from all at the beginning, and from a part of the rest, since
 * sorted lists begin with one kind and end with another. What each format looks like is for its
 * {@link Recognition} to say. A copy of comments alone is in the format that one of them announces,
 * and otherwise an empty list of names.
 */
public final class FormatDetector {
  /** Lines looked at one by one; behind them, one line stands for {@link #STRIDE}. */
  private static final int LOOKED_AT = 1_000;

  private static final int STRIDE = 32;

  /** One line in so many is enough to make a format a candidate. */
  private static final int CANDIDATE_SHARE = 10;

  private static final String WHERE_NOTHING_IS_LISTED = "domains";

  private final String file;
  private final List<Recognition> recognitions = Recognitions.forOneCopy();
  private final int[] known = new int[recognitions.size()];
  private @Nullable FeedLine first;
  private @Nullable FeedLine firstUnknown;
  private int lines;
  private int unknown;
  private int content;

  FormatDetector(String origin) {
    this.file = origin.substring(origin.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a copy to its end.
   *
   * @param origin the name or path of the file, a hint
   * @param copy unpacked; not closed here
   */
  public static FormatDetection detect(String origin, InputStream copy) throws IOException {
    FormatDetector detector = new FormatDetector(origin);
    FeedLines lines = new FeedLines(copy);
    for (@Nullable FeedLine line = lines.next(); line != null; line = lines.next()) {
      detector.look(line);
    }
    return detector.decide();
  }

  /** Takes the next line of the copy into account. */
  void look(FeedLine line) {
    if (line.isBlankOrComment()) {
      comment(line);
    } else if (!isSectionHeader(line.text())) {
      if (content++ < LOOKED_AT) {
        count(line, 1);
      } else if (content % STRIDE == 0) {
        count(line, STRIDE);
      }
    }
  }

  private void comment(FeedLine line) {
    if (content < LOOKED_AT && !line.text().isEmpty()) {
      recognitions.forEach(recognition -> recognition.comment(line));
    }
  }

  /** {@code [section]}, which some lists have and which says nothing. */
  private static boolean isSectionHeader(String text) {
    return text.startsWith("[")
        && text.endsWith("]")
        && text.indexOf(':') < 0
        && !text.startsWith("[Adblock")
        && !JsonRecognition.begins(text);
  }

  private void count(FeedLine line, int weight) {
    first = first == null ? line : first;
    lines += weight;
    for (int i = 0; i < known.length; i++) {
      if (recognitions.get(i).knows(line)) {
        known[i] += weight;
        return;
      }
    }
    unknown += weight;
    firstUnknown = firstUnknown == null ? line : firstUnknown;
  }

  /** What the lines so far tell. */
  FormatDetection decide() {
    FeedLine stranger = firstUnknown;
    if (stranger != null && unknown * 2 >= lines) {
      return new FormatDetection.Unknown(stranger.number(), stranger.text());
    }
    Set<String> candidates = candidates();
    return switch (candidates.size()) {
      case 0 -> none();
      case 1 -> found(candidates.iterator().next());
      default ->
          hinted(candidates)
              .map(this::found)
              .orElseGet(() -> new FormatDetection.Ambiguous(candidates));
    };
  }

  private Set<String> candidates() {
    int enough = Math.max(1, (lines - unknown) / CANDIDATE_SHARE);
    Set<String> candidates = new LinkedHashSet<>();
    for (int i = 0; i < known.length; i++) {
      if (known[i] >= enough || recognitions.get(i).isAnnounced()) {
        candidates.addAll(recognitions.get(i).labels(file));
      }
    }
    return candidates;
  }

  private FormatDetection none() {
    FeedLine line = first;
    return line == null
        ? found(WHERE_NOTHING_IS_LISTED)
        : new FormatDetection.Unknown(line.number(), line.text());
  }

  private Optional<String> hinted(Set<String> candidates) {
    return candidates.stream().filter(file::contains).findFirst();
  }

  /** A format that is recognised and not built in cannot be read, so it is as good as unknown. */
  private FormatDetection found(String label) {
    FeedLine line = first;
    return FormatChoice.builtIn(label)
        .<FormatDetection>map(FormatDetection.Found::new)
        .orElseGet(
            () ->
                new FormatDetection.Unknown(
                    line == null ? 0 : line.number(), line == null ? label : line.text()));
  }
}
