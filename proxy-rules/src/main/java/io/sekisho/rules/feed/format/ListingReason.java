package io.sekisho.rules.feed.format;

import org.jspecify.annotations.Nullable;

/** Why the SSL Blacklist lists something: a malware family, mostly with {@code C&C} behind it. */
final class ListingReason {
  private static final String COMMAND_AND_CONTROL = " C&C";

  private ListingReason() {}

  static @Nullable String threat(CsvRow row) {
    String reason = row.textOrEmpty("listingreason");
    String family =
        reason.endsWith(COMMAND_AND_CONTROL)
            ? reason.substring(0, reason.length() - COMMAND_AND_CONTROL.length())
            : reason;
    return family.isBlank() ? null : family;
  }
}
