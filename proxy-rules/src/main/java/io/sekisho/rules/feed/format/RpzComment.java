package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Provenance;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The comment behind a record, as abuse.ch writes it: {@code Malware download (2020-10-21), see
 * https://...}. What is neither date nor address is the threat.
 */
final class RpzComment {
  private static final int MAX_LENGTH = 200;
  private static final Pattern DATE =
      Pattern.compile("\\(?\\b([0-9]{4}-[0-9]{2}-[0-9]{2})\\b(?: [0-9:]{5,8}(?: UTC)?)?\\)?");
  private static final Pattern REFERENCE = Pattern.compile("(?:\\bsee )?(https?://[^\\s,;]+)");
  private static final Pattern LOOSE_ENDS = Pattern.compile("^[\\s,;:-]+|[\\s,;:-]+$");

  private RpzComment() {}

  static Particulars said(@Nullable String comment) {
    if (comment == null || comment.isEmpty() || comment.length() > MAX_LENGTH) {
      return Particulars.NONE;
    }
    Matcher date = DATE.matcher(comment);
    Matcher reference = REFERENCE.matcher(comment);
    Provenance source =
        Provenance.NONE
            .withFirstSeen(date.find() ? day(date.group(1)).orElse(null) : null)
            .withReference(reference.find() ? reference.group(1) : null);
    return Particulars.of(threat(comment)).withProvenance(source);
  }

  private static Optional<Instant> day(String date) {
    try {
      return Optional.of(LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String threat(String comment) {
    String rest = DATE.matcher(REFERENCE.matcher(comment).replaceAll("")).replaceAll("");
    String threat = LOOSE_ENDS.matcher(rest).replaceAll("");
    return threat.isEmpty() ? null : threat;
  }
}
