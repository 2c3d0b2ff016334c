package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Pattern;
import java.util.ArrayList;
import java.util.List;

/** What a single line looks like, whatever format the copy has. */
enum LineShape {
  ADBLOCK_RULE,
  HOSTS_ENTRY,
  ADDRESS,
  NAME,
  URL,
  /** What maltrail alone writes: a path without a host, an expression. */
  HEURISTIC,
  /** A certificate's fingerprint among comma-separated values. */
  CERTIFICATE,
  OTHER;

  static LineShape of(FeedLine line) {
    String text = line.text();
    if (text.startsWith("||") || text.startsWith("@@") || text.contains("##")) {
      return ADBLOCK_RULE;
    }
    if (isHostsEntry(line)) {
      return HOSTS_ENTRY;
    }
    if (isAddress(line)) {
      return ADDRESS;
    }
    if (SslblCertificateLine.isOne(text)) {
      return CERTIFICATE;
    }
    return text.startsWith("/") || looksLikeExpression(text) ? HEURISTIC : ofDestination(line);
  }

  private static boolean isHostsEntry(FeedLine line) {
    String word = line.firstWord();
    return !line.endsAt(word.length()) && HostsLine.isSink(word);
  }

  private static boolean isAddress(FeedLine line) {
    List<FeedEntry> entries = new ArrayList<>(1);
    new IpsLine().parse(line, entries::add);
    return entries.stream()
        .allMatch(
            entry ->
                entry.fold(claim -> true, exemption -> false, rejected -> false, note -> false));
  }

  private static boolean looksLikeExpression(String text) {
    boolean quoted = text.indexOf('"') >= 0 || text.indexOf('=') >= 0 || text.indexOf(' ') >= 0;
    return !quoted && text.indexOf('\\') >= 0 && MaltrailLine.isExpression(text);
  }

  private static LineShape ofDestination(FeedLine line) {
    List<FeedEntry> entries = new ArrayList<>(1);
    new DomainsLine().parse(line, entries::add);
    return entries.stream().findFirst().map(LineShape::ofEntry).orElse(OTHER);
  }

  private static LineShape ofEntry(FeedEntry entry) {
    return entry.fold(
        claim -> claim.pattern().kind() == Pattern.Kind.URL ? URL : NAME,
        exemption -> OTHER,
        rejected -> rejected.reason() == RejectReason.UNKNOWN_SCHEME ? URL : OTHER,
        note -> OTHER);
  }
}
