package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Pattern;
import java.util.function.Consumer;

/**
 * A line of {@code ips}: an address, a prefix, a range {@code a-b}, or an address with a port or a
 * path; what follows white space, {@code ;} or {@code #} is a score or a comment.
 */
final class IpsLine implements LineParser {
  private static final Pattern.Cases<Boolean> IS_ADDRESS =
      new Pattern.Cases<>(
          subTree -> false,
          exactName -> false,
          addresses -> true,
          socket -> isAddress(socket.endpoint().host()),
          url -> isAddress(url.host()),
          certificate -> false,
          fingerprint -> false);

  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    if (line.isBlankOrComment()) {
      return;
    }
    String word = AddressWord.of(line.text()).text();
    if (AddressText.isRange(word)) {
      AddressText.claim(line, word, Particulars.NONE, entries);
    } else {
      entries.accept(addressOnly(line, Destination.read(line, word)));
    }
  }

  private static FeedEntry addressOnly(FeedLine line, FeedEntry entry) {
    return entry.fold(
        claim ->
            claim.pattern().fold(IS_ADDRESS) ? claim : line.rejected(RejectReason.NAME_NOT_ADDRESS),
        exemption -> exemption,
        rejected ->
            rejected.reason() == RejectReason.SINGLE_LABEL
                ? line.rejected(RejectReason.NAME_NOT_ADDRESS)
                : rejected,
        note -> note);
  }

  private static boolean isAddress(Host host) {
    return host.fold(name -> false, address -> true);
  }
}
