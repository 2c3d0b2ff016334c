package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Provenance;
import java.util.List;

/** What the claims of a short text say beside their patterns. */
final class Sayings {
  private Sayings() {}

  /** Each as {@code threat, confidence, day first seen, reference, tags}; {@code -} for nothing. */
  static List<String> in(String format, String text) {
    return Entries.in(format, text).stream()
        .flatMap(
            entry ->
                entry.fold(
                    claim -> List.of(describe(claim.particulars())).stream(),
                    exemption -> List.<String>of().stream(),
                    rejected -> List.<String>of().stream(),
                    note -> List.<String>of().stream()))
        .toList();
  }

  private static String describe(Particulars said) {
    Provenance source = said.provenance();
    return String.join(
        ", ",
        said.threat() == null ? "-" : said.threat(),
        said.confidence() == null ? "-" : said.confidence().toString(),
        source.first().map(time -> time.toString().substring(0, 10)).orElse("-"),
        source.knownReference().orElse("-"),
        source.tags().isEmpty() ? "-" : String.join("+", source.tags()));
  }
}
