package io.sekisho.rules.feed.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a format finds in a short text. */
final class Entries {
  private Entries() {}

  static List<FeedEntry> in(String format, String text) {
    List<FeedEntry> found = new ArrayList<>();
    try {
      FormatChoice.builtIn(format)
          .orElseThrow()
          .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), found::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** Each as {@code line kind pattern}, {@code line except pattern} or {@code line !why}. */
  static List<String> described(String format, String text) {
    return in(format, text).stream().map(Entries::describe).toList();
  }

  /** What is said of the first claim. */
  static Particulars particulars(String format, String text) {
    return in(format, text).stream()
        .flatMap(
            entry ->
                entry.<Stream<Particulars>>fold(
                    claim -> Stream.of(claim.particulars()),
                    exemption -> Stream.empty(),
                    rejected -> Stream.empty(),
                    note -> Stream.empty()))
        .findFirst()
        .orElseThrow();
  }

  /** As {@link #described}, of one line, without the line's number. */
  static String ofLine(String format, String line) {
    return described(format, line).stream()
        .map(entry -> entry.substring("1 ".length()))
        .collect(Collectors.joining(" | "));
  }

  private static String describe(FeedEntry entry) {
    return entry.fold(
        claim -> claim.line() + " " + claim.pattern().kind().label() + " " + claim.pattern(),
        exemption -> exemption.line() + " except " + exemption.pattern(),
        rejected -> rejected.line() + " !" + rejected.reason().label(),
        note -> note.line() + " note " + note.kind() + " " + note.count());
  }
}
