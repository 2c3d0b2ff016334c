package io.sekisho.rules.feed.format.zone;

import java.util.Locale;

/** What a response policy zone does where a trigger matches (draft-vixie-dnsop-dns-rpz, 3). */
public enum RpzAction {
  /** The name is said not to exist, or to have no data, or not over UDP. */
  REFUSE,
  /** Nothing is said. */
  DROP,
  /** The answer is left as it is. */
  PASS,
  /** An answer of the zone's own. */
  LOCAL_DATA;

  /**
   * That of a CNAME record.
   *
   * @param owner relative to the zone: a name that leads to itself is the old way to let it pass
   */
  public static RpzAction of(String owner, String target) {
    return switch (target.toLowerCase(Locale.ROOT)) {
      case ".", "*.", "rpz-tcp-only.", "rpz-tcp-only" -> REFUSE;
      case "rpz-drop.", "rpz-drop" -> DROP;
      case "rpz-passthru.", "rpz-passthru" -> PASS;
      default -> target.equalsIgnoreCase(owner + ".") ? PASS : LOCAL_DATA;
    };
  }
}
