package io.sekisho.rules.feed.format;

import java.util.Set;
import java.util.function.Consumer;

/**
 * A line of {@code ipset}: an address, prefix or range of a FireHOL list, or a command as {@code
 * ipset save} writes it, of which {@code add} alone names addresses.
 */
final class IpsetLine implements LineParser {
  private static final Set<String> ADD = Set.of("add", "-A", "--add");
  private static final Set<String> DELETE = Set.of("del", "-D", "--del");
  private static final Set<String> ABOUT_SETS =
      Set.of(
          "create", "-N", "-n", "flush", "-F", "destroy", "-X", "rename", "-E", "swap", "-W",
          "COMMIT");

  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    if (line.isBlankOrComment()) {
      return;
    }
    String first = line.firstWord();
    if (ADD.contains(first)) {
      IpsetElement.of(line)
          .ifPresentOrElse(
              element -> element.read(line, entries),
              () -> entries.accept(line.rejected(RejectReason.MISSING_FIELD)));
    } else if (DELETE.contains(first)) {
      entries.accept(line.rejected(RejectReason.REVOKED));
    } else if (!ABOUT_SETS.contains(first)) {
      AddressText.claim(line, AddressWord.of(line.text()).text(), Particulars.NONE, entries);
    }
  }
}
