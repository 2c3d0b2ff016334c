package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code sslbl-certificates}: the SHA-1 fingerprint of a certificate and why it is
 * listed. A header, in a comment or not, says in which column they stand; without one they stand
 * where the publisher puts them, behind the date. Commas that the reason has too many are its own.
 */
final class SslblCertificateLine implements LineParser {
  private static final String FINGERPRINT = "sha1";
  private static final String REASON = "listingreason";
  private static final String COMMAND_AND_CONTROL = " C&C";

  private int columns = 3;
  private int fingerprint = 1;
  private int reason = 2;

  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    if (isHeader(line.text())) {
      readHeader(CsvFields.of(withoutMark(line.text())));
    } else if (!line.isBlankOrComment()) {
      entries.accept(entry(line, CsvFields.of(line.text())));
    }
  }

  /** Whether it looks like a line of this format, the header included. */
  static boolean isOne(String text) {
    return isHeader(text)
        || hasFieldBesideOthers(
            text, field -> CertificateFingerprint.parse(field).accepted().isPresent());
  }

  private static boolean isHeader(String text) {
    return hasFieldBesideOthers(withoutMark(text), FINGERPRINT::equalsIgnoreCase);
  }

  private static boolean hasFieldBesideOthers(String text, Predicate<String> condition) {
    List<String> fields = CsvFields.of(text);
    return fields.size() > 1 && fields.stream().anyMatch(condition);
  }

  private static String withoutMark(String text) {
    return text.startsWith("#") ? text.substring(1) : text;
  }

  private void readHeader(List<String> names) {
    List<String> lower = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    columns = lower.size();
    fingerprint = lower.indexOf(FINGERPRINT);
    reason = lower.indexOf(REASON);
  }

  private FeedEntry entry(FeedLine line, List<String> fields) {
    int more = Math.max(0, fields.size() - columns);
    int at = reason >= 0 && reason < fingerprint ? fingerprint + more : fingerprint;
    return CertificateFingerprint.parse(at < fields.size() ? fields.get(at) : "")
        .fold(
            found ->
                line.claim(new Pattern.Certificate(found), Particulars.of(threat(fields, more))),
            line::rejected);
  }

  private @Nullable String threat(List<String> fields, int more) {
    if (reason < 0 || reason >= fields.size()) {
      return null;
    }
    String text = String.join(",", fields.subList(reason, reason + 1 + more));
    String family =
        text.endsWith(COMMAND_AND_CONTROL)
            ? text.substring(0, text.length() - COMMAND_AND_CONTROL.length())
            : text;
    return family.isBlank() ? null : family;
  }
}
