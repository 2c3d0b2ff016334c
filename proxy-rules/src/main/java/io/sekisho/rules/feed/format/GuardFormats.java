package io.sekisho.rules.feed.format;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The formats of lists that are no feeds: what they list is not to be blocked. */
public final class GuardFormats {
  /** Lists of the most visited names. */
  public static final FormatChoice TOP_LIST = choice("top-list", TopListLine::new);

  /** The Public Suffix List and what is written like it. */
  public static final FormatChoice PUBLIC_SUFFIXES =
      choice("public-suffixes", PublicSuffixLine::new);

  private GuardFormats() {}

  private static FormatChoice choice(String label, Supplier<LineParser> parsers) {
    return FormatChoice.of(new LineFormat(label, parsers));
  }

  /** The format of never-block entries with this label: one of these, or of a feed. */
  public static Optional<FormatChoice> named(String label) {
    return Stream.of(TOP_LIST, PUBLIC_SUFFIXES)
        .filter(format -> format.label().equals(label))
        .findFirst()
        .or(() -> FormatChoice.named(label));
  }

  /** Every label that {@link #named} knows. */
  public static List<String> labels() {
    return Stream.concat(
            FormatChoice.labels().stream(),
            Stream.of(TOP_LIST, PUBLIC_SUFFIXES).map(FormatChoice::label))
        .toList();
  }
}
