package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Provenance;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code edl}, an external dynamic list of Palo Alto Networks: an address, prefix,
 * address with mask or range, or a name or a URL, and a comment. Such a list holds one of these
 * kinds; each line is taken as what it is, so that a wrong first line costs one line.
 */
final class EdlLine implements LineParser {
  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    if (line.isBlankOrComment()) {
      return;
    }
    AddressWord word = AddressWord.of(line.text());
    if (hasMaskBehind(word)) {
      entries.accept(line.rejected(RejectReason.AMBIGUOUS_ADDRESS));
    } else if (AddressText.isOne(word.text())) {
      AddressText.claim(line, word.text(), said(word.comment()), entries);
    } else {
      entries.accept(nameOrUrl(line));
    }
  }

  /** {@code 192.0.2.0 255.255.255.0}: a network to its author, one address to the device. */
  private static boolean hasMaskBehind(AddressWord word) {
    return AddressText.isMask(word.rest().strip()) && AddressText.isOne(word.text());
  }

  private static FeedEntry nameOrUrl(FeedLine line) {
    String word = line.firstWord();
    if (word.indexOf('*', 1) > 0 || word.equals("*") || word.startsWith("^")) {
      return line.rejected(RejectReason.WILDCARD);
    }
    return Destination.read(line, word).mapClaim(claim -> withRest(line, claim, word.length()));
  }

  private static FeedEntry withRest(FeedLine line, FeedEntry.Claim claim, int from) {
    return line.endsAt(from)
        ? claim.with(said(AddressWord.comment(line.text().substring(from))))
        : line.rejected(RejectReason.TRAILING_TEXT);
  }

  private static Particulars said(@Nullable String comment) {
    return comment == null
        ? Particulars.NONE
        : Particulars.NONE.withProvenance(Provenance.NONE.withTags(List.of(comment)));
  }
}
