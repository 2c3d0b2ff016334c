package io.sekisho.rules.indicator;

import java.util.Arrays;

/** IPv6 text (RFC 4291, 2.2): eight groups, one "::", an IPv4 tail; a zone id is dropped. */
final class Ipv6Parser {
  private static final int GROUPS = 8;

  private final String text;
  private final int[] groups = new int[GROUPS];
  private int count;
  private int gap = -1;
  private int at;

  private Ipv6Parser(String text) {
    this.text = text;
  }

  static Parsed<IpAddress> parse(String text) {
    int zone = text.indexOf('%');
    if (zone >= 0 && !isZone(text, zone + 1)) {
      return Parsed.refused(Refusal.BAD_ADDRESS);
    }
    Ipv6Parser parser = new Ipv6Parser(zone < 0 ? text : text.substring(0, zone));
    return parser.readGroups() && parser.fillGap() && (zone < 0 || parser.isScoped())
        ? Parsed.of(parser.address())
        : Parsed.refused(Refusal.BAD_ADDRESS);
  }

  /** Whether a zone can matter: link-local, site-local or multicast (RFC 4007). */
  private boolean isScoped() {
    return groups[0] >= 0xfe80;
  }

  /** A zone id (RFC 6874, 2), with the percent signs of its encoding. */
  private static boolean isZone(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isAlphanumeric = c < 128 && Character.isLetterOrDigit(c);
      if (!isAlphanumeric && "-_.~%".indexOf(c) < 0) {
        return false;
      }
    }
    return from < text.length();
  }

  private boolean readGroups() {
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    }
    while (at < text.length()) {
      int colon = text.indexOf(':', at);
      if (colon < 0) {
        return readLast();
      }
      if (!readGroup(colon)) {
        return false;
      }
      at = colon + 1;
      if (!readGap()) {
        return false;
      }
    }
    return true;
  }

  private boolean readLast() {
    return text.indexOf('.', at) >= 0 ? readIpv4Tail() : readGroup(text.length());
  }

  /** Reads the second colon of "::" where it stands; a single colon cannot end the text. */
  private boolean readGap() {
    if (at == text.length()) {
      return false;
    }
    if (text.charAt(at) == ':') {
      if (gap >= 0) {
        return false;
      }
      gap = count;
      at++;
    }
    return true;
  }

  private boolean readGroup(int to) {
    if (count == GROUPS || to == at || to - at > 4) {
      return false;
    }
    int value = 0;
    for (int i = at; i < to; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return false;
      }
      value = value << 4 | digit;
    }
    groups[count++] = value;
    return true;
  }

  /** The tail is four plain decimal parts: the loose IPv4 forms are not allowed here. */
  private boolean readIpv4Tail() {
    String tail = text.substring(at);
    if (count > GROUPS - 2 || !isDottedDecimal(tail)) {
      return false;
    }
    return Ipv4Parser.parse(tail)
        .fold(
            address -> {
              groups[count++] = (int) (address.low() >>> 16) & 0xffff;
              groups[count++] = (int) address.low() & 0xffff;
              return true;
            },
            reason -> false);
  }

  private static boolean isDottedDecimal(String text) {
    int dots = 0;
    int partStart = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == '.') {
        int partLength = i - partStart;
        boolean leadingZero = partLength > 1 && text.charAt(partStart) == '0';
        if (partLength == 0 || partLength > 3 || leadingZero) {
          return false;
        }
        partStart = i + 1;
        dots += i < text.length() ? 1 : 0;
      } else if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return dots == 3;
  }

  private boolean fillGap() {
    if (gap < 0) {
      return count == GROUPS;
    }
    int missing = GROUPS - count;
    if (missing == 0) {
      return false;
    }
    System.arraycopy(groups, gap, groups, gap + missing, count - gap);
    Arrays.fill(groups, gap, gap + missing, 0);
    return true;
  }

  private IpAddress address() {
    long high = 0;
    long low = 0;
    for (int i = 0; i < GROUPS / 2; i++) {
      high = high << 16 | groups[i];
      low = low << 16 | groups[i + GROUPS / 2];
    }
    return IpAddress.v6(high, low);
  }
}
