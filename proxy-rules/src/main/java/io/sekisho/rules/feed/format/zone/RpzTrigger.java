package io.sekisho.rules.feed.format.zone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What a response policy zone makes an owner name stand for (draft-vixie-dnsop-dns-rpz, 4).
 *
 * @param text the name with its wildcard, or the prefix as {@code 192.0.2.0/24}
 */
public record RpzTrigger(Kind kind, String text) {
  private static final String ADDRESS_MARK = "rpz-ip";

  /** {@code zz} stands where {@code ::} does in the text of an IPv6 address. */
  private static final String ZEROS = "zz";

  private static final int V4_LABELS = 5;

  /** The kinds of trigger, as far as they matter to whoever asks for destinations. */
  public enum Kind {
    NAME,
    /** Addresses in the answer; the text need not be any. */
    ADDRESS,
    /** Four labels before the mark: an address without its length, reversed or not. */
    AMBIGUOUS_ADDRESS,
    /** Whoever asks, and the name servers that were asked. */
    OTHER_THAN_DESTINATION
  }

  /** The trigger of a record with this owner, which is relative to the zone. */
  public static RpzTrigger of(String owner) {
    String lower = owner.toLowerCase(Locale.ROOT);
    return switch (lower.substring(lower.lastIndexOf('.') + 1)) {
      case ADDRESS_MARK -> address(lower);
      case "rpz-client-ip", "rpz-nsip", "rpz-nsdname" ->
          new RpzTrigger(Kind.OTHER_THAN_DESTINATION, lower);
      default -> new RpzTrigger(Kind.NAME, owner);
    };
  }

  private static RpzTrigger address(String owner) {
    List<String> labels = new ArrayList<>(Arrays.asList(owner.split("\\.", -1)));
    labels.remove(labels.size() - 1);
    if (labels.size() == V4_LABELS - 1 && !labels.contains(ZEROS)) {
      return new RpzTrigger(Kind.AMBIGUOUS_ADDRESS, owner);
    }
    if (labels.size() < 2) {
      return new RpzTrigger(Kind.ADDRESS, owner);
    }
    String length = labels.remove(0);
    Collections.reverse(labels);
    boolean v4 = labels.size() == V4_LABELS - 1 && !labels.contains(ZEROS);
    return new RpzTrigger(
        Kind.ADDRESS, (v4 ? String.join(".", labels) : v6(labels)) + "/" + length);
  }

  private static String v6(List<String> groups) {
    int zeros = groups.indexOf(ZEROS);
    String text = String.join(":", groups);
    return zeros < 0
        ? text
        : (zeros == 0 ? ":" : "")
            + text.replace(ZEROS, "")
            + (zeros == groups.size() - 1 ? ":" : "");
  }
}
