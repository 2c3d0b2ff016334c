package io.sekisho.rules.feed.format;

import java.util.regex.Pattern;

/** What lines of lists of addresses look like where they hold more than an address. */
final class AddressListSigns {
  private static final Pattern DROP_REFERENCE = Pattern.compile("[^;]*;\\s*SBL\\d+\\s*");
  private static final Pattern IPSET_COMMAND =
      Pattern.compile(
          "(add|-A)\\s+\\S+\\s+\\S+.*|(create|-N)\\s+\\S+\\s+(hash|list|bitmap):\\S+.*");

  private AddressListSigns() {}

  /** {@code 192.0.2.0/24 ; SBL256894}. */
  static boolean isDropEntry(FeedLine line) {
    return line.text().contains("SBL")
        && DROP_REFERENCE.matcher(line.text()).matches()
        && Destination.prefix(wordBefore(line.text(), ';')).accepted().isPresent();
  }

  /** {@code add evil 192.0.2.1}, as {@code ipset save} writes it. */
  static boolean isIpsetCommand(FeedLine line) {
    return IPSET_COMMAND.matcher(line.text()).matches();
  }

  /** {@code Some label:192.0.2.0-192.0.2.255}. */
  static boolean isLabelledRange(FeedLine line) {
    String text = line.text();
    int colon = text.lastIndexOf(':');
    int dash = text.indexOf('-', colon);
    return colon >= 0
        && dash > 0
        && isAddress(text.substring(colon + 1, dash))
        && isAddress(text.substring(dash + 1));
  }

  private static String wordBefore(String text, char mark) {
    return text.substring(0, text.indexOf(mark)).strip();
  }

  private static boolean isAddress(String text) {
    return Authority.address(text.strip()).accepted().isPresent();
  }
}
