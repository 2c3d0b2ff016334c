package io.sekisho.rules.feed.format;

import java.util.function.Consumer;

/**
 * A line of {@code p2p} (PeerGuardian, iblocklist): whose addresses they are, and behind the last
 * colon the first and the last of them. The label may hold colons, so IPv6 has no place here.
 */
final class P2pLine implements LineParser {
  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    String text = line.text();
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      entries.accept(line.rejected(RejectReason.MISSING_FIELD));
      return;
    }
    String range = AddressWord.of(text.substring(colon + 1).strip()).text();
    AddressText.claim(line, range, said(text.substring(0, colon).strip()), entries);
  }

  private static Particulars said(String label) {
    return label.isEmpty() ? Particulars.NONE : Particulars.of(label);
  }
}
