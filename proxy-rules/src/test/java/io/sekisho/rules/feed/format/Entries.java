package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Provenance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a format finds in a short text. */
final class Entries {
  private Entries() {}

  static List<FeedEntry> in(String format, String text) {
    return in(FormatChoice.builtIn(format).orElseThrow(), text);
  }

  private static List<FeedEntry> in(FeedFormat format, String text) {
    List<FeedEntry> found = new ArrayList<>();
    try {
      format.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), found::add);
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
  static Particulars firstParticulars(String format, String text) {
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

  /** What the claims say beside their patterns, one text for each: only what is said. */
  static List<String> particulars(String format, String text) {
    return particulars(FormatChoice.builtIn(format).orElseThrow(), text);
  }

  static List<String> particulars(FeedFormat format, String text) {
    return in(format, text).stream()
        .map(entry -> entry.fold(Entries::particulars, e -> "-", Entries::reason, n -> "-"))
        .toList();
  }

  private static String reason(FeedEntry.Rejected rejected) {
    return "!" + rejected.reason().label();
  }

  private static String particulars(FeedEntry.Claim claim) {
    Particulars said = claim.particulars();
    Provenance source = said.provenance();
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("", claim.pattern());
    facts.put("threat", said.threat());
    facts.put("confidence", said.confidence());
    facts.put("until", said.validUntil());
    facts.put("alive", said.aliveAt());
    facts.put("first", source.firstSeen());
    facts.put("last", source.lastSeen());
    facts.put("ref", source.reference());
    facts.put("tags", source.tags().isEmpty() ? null : String.join("+", source.tags()));
    facts.put("site", source.site() == Provenance.Site.UNKNOWN ? null : source.site());
    facts.values().removeIf(Objects::isNull);
    return facts.entrySet().stream()
        .map(
            fact ->
                fact.getKey().isEmpty()
                    ? "" + fact.getValue()
                    : fact.getKey() + "=" + fact.getValue())
        .collect(Collectors.joining(" "));
  }

  private static String describe(FeedEntry entry) {
    return entry.fold(
        claim -> claim.line() + " " + claim.pattern().kind().label() + " " + claim.pattern(),
        exemption -> exemption.line() + " except " + exemption.pattern(),
        rejected -> rejected.line() + " !" + rejected.reason().label(),
        note -> note.line() + " note " + note.kind() + " " + note.count());
  }
}
