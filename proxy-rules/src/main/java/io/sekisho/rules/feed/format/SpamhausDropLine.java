package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Provenance;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code spamhaus-drop}: a prefix and, behind {@code ;}, the number of its listing. Of
 * the sister list of autonomous systems nothing is a destination.
 */
final class SpamhausDropLine implements LineParser {
  private static final Pattern LISTING = Pattern.compile("SBL[0-9]{1,12}");
  private static final Pattern AUTONOMOUS_SYSTEM = Pattern.compile("AS[0-9]{1,10}");

  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    if (line.isBlankOrComment()) {
      return;
    }
    AddressWord word = AddressWord.of(line.text());
    if (AUTONOMOUS_SYSTEM.matcher(word.text()).matches()) {
      entries.accept(line.rejected(RejectReason.OTHER_TYPE));
    } else {
      AddressText.claim(line, word.text(), said(word.comment()), entries);
    }
  }

  private static Particulars said(@Nullable String comment) {
    return comment != null && LISTING.matcher(comment).matches()
        ? Particulars.NONE.withProvenance(Provenance.NONE.withReference(comment))
        : Particulars.NONE;
  }
}
