package io.sekisho.rules.feed.format;

import java.util.Locale;
import java.util.Set;

/** What lines of name servers' own files look like. */
final class NameServerSigns {
  private static final Set<String> UNBOUND =
      Set.of("local-zone:", "local-data:", "local-data-ptr:", "server:");
  private static final Set<String> DNSMASQ =
      Set.of("address", "server", "local", "ipset", "nftset");
  private static final Set<String> ZONE_DIRECTIVES = Set.of("$TTL", "$ORIGIN", "$INCLUDE");
  private static final Set<String> RECORD_TYPES = Set.of("CNAME", "DNAME", "SOA", "NS", "TXT");
  private static final Set<String> ADDRESS_TYPES = Set.of("A", "AAAA");

  /** In a record, at most owner, TTL and class stand before the type (RFC 1035, 5.1). */
  private static final int LAST_TYPE = 3;

  private NameServerSigns() {}

  static boolean isUnboundDirective(FeedLine line) {
    return UNBOUND.contains(line.firstWord());
  }

  /** {@code address=/evil.example/0.0.0.0}. */
  static boolean isDnsmasqOption(FeedLine line) {
    int equals = line.text().indexOf("=/");
    return equals > 0 && DNSMASQ.contains(line.text().substring(0, equals));
  }

  /** {@code $TTL 30}, or a resource record. */
  static boolean isZoneRecord(FeedLine line) {
    String text = line.text();
    return text.startsWith("$")
        ? ZONE_DIRECTIVES.contains(line.firstWord())
        : isRecord(text.split("[ \t]+", LAST_TYPE + 3));
  }

  private static boolean isRecord(String[] words) {
    for (int i = 0; i <= LAST_TYPE && i + 1 < words.length; i++) {
      if (isType(words[i], words[i + 1])) {
        return true;
      }
    }
    return false;
  }

  /** The types of addresses are words too, so what follows has to be one. */
  private static boolean isType(String word, String data) {
    String type = word.toUpperCase(Locale.ROOT);
    return RECORD_TYPES.contains(type)
        || (ADDRESS_TYPES.contains(type) && Authority.address(data).accepted().isPresent());
  }
}
