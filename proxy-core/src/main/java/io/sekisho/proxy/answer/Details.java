package io.sekisho.proxy.answer;

import io.sekisho.proxy.RefusalReason;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Particulars of a refusal that are the same in every language. */
final class Details {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'xxx", Locale.ROOT);

  private Details() {}

  /** What went wrong, in English; none where that would say what is listed. */
  static Optional<String> of(RefusalReason why, String detail) {
    if (why == RefusalReason.HOSTILE || detail.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Character.toUpperCase(detail.charAt(0)) + detail.substring(1) + ".");
  }

  /** When it was, with the offset from UTC. */
  static String time(Case about) {
    return TIME.format(about.at());
  }
}
