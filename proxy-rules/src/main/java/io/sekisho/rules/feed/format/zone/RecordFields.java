package io.sekisho.rules.feed.format.zone;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a record: {@code [owner] [ttl] [class] type data}, time to live and class in any
 * order (RFC 1035, 5.1).
 *
 * @param owner as it is written; null for that of the record before
 */
record RecordFields(@Nullable String owner, String type, List<String> data) {
  private static final Set<String> CLASSES = Set.of("IN", "CH", "HS");
  private static final Set<String> TYPES =
      Set.of(
          "A",
          "AAAA",
          "CAA",
          "CDNSKEY",
          "CDS",
          "CNAME",
          "DNAME",
          "DNSKEY",
          "DS",
          "HINFO",
          "HTTPS",
          "LOC",
          "MX",
          "NAPTR",
          "NS",
          "NSEC",
          "NSEC3",
          "NSEC3PARAM",
          "PTR",
          "RP",
          "RRSIG",
          "SOA",
          "SPF",
          "SRV",
          "SSHFP",
          "SVCB",
          "TLSA",
          "TXT",
          "URI",
          "ZONEMD");

  /**
   * Reads a line that begins at the edge, with the owner; files whose indentation was lost begin
   * with the type, and nothing else could be meant.
   */
  static Optional<RecordFields> ofEdge(List<String> words) {
    return behind(1, words.get(0), words)
        .or(() -> isType(words.get(0)) ? behind(0, null, words) : Optional.empty());
  }

  /** Reads an indented line: without an owner, unless the first word can be nothing else. */
  static Optional<RecordFields> ofIndented(List<String> words) {
    String first = words.get(0);
    return isTimeToLive(first) || isClass(first) || isType(first)
        ? behind(0, null, words)
        : behind(1, first, words);
  }

  private static Optional<RecordFields> behind(
      int from, @Nullable String owner, List<String> words) {
    int at = from;
    while (at < words.size() && (isTimeToLive(words.get(at)) || isClass(words.get(at)))) {
      at++;
    }
    return at - from <= 2 && at < words.size() - 1 && isType(words.get(at))
        ? Optional.of(
            new RecordFields(
                owner, words.get(at).toUpperCase(Locale.ROOT), words.subList(at + 1, words.size())))
        : Optional.empty();
  }

  private static boolean isType(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    return TYPES.contains(upper) || upper.matches("TYPE[0-9]{1,5}");
  }

  private static boolean isClass(String word) {
    return CLASSES.contains(word.toUpperCase(Locale.ROOT));
  }

  /** {@code 300}, or {@code 1h30m} as name servers write it. */
  private static boolean isTimeToLive(String word) {
    boolean number = word.charAt(0) >= '0' && word.charAt(0) <= '9';
    return number && word.chars().allMatch(c -> "0123456789smhdwSMHDW".indexOf(c) >= 0);
  }
}
