package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Pattern;
import java.util.Optional;
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
    String word = word(line);
    int dash = word.indexOf('-');
    if (dash > 0 && Authority.address(word.substring(0, dash)).accepted().isPresent()) {
      range(line, word, entries);
    } else {
      entries.accept(addressOnly(line, Destination.read(line, word)));
    }
  }

  /** The first word, with the white space around the dash of a range taken out. */
  private static String word(FeedLine line) {
    String text = line.text();
    int end = wordEnd(text, 0);
    int dash = FeedLine.skipSpace(text, end);
    boolean spacedRange = dash > end && dash < text.length() - 1 && text.charAt(dash) == '-';
    if (!spacedRange) {
      return text.substring(0, end);
    }
    int second = FeedLine.skipSpace(text, dash + 1);
    return text.substring(0, end) + "-" + text.substring(second, wordEnd(text, second));
  }

  private static int wordEnd(String text, int from) {
    int end = FeedLine.wordEnd(text, from);
    int semicolon = text.indexOf(';', from);
    return semicolon >= 0 && semicolon < end ? semicolon : end;
  }

  private static void range(FeedLine line, String word, Consumer<FeedEntry> entries) {
    int dash = word.indexOf('-');
    Optional<AddressRange> range =
        Authority.address(word.substring(0, dash))
            .accepted()
            .flatMap(
                first ->
                    Authority.address(word.substring(dash + 1))
                        .accepted()
                        .flatMap(last -> AddressRange.between(first, last)));
    if (range.isEmpty()) {
      entries.accept(line.rejected(RejectReason.BAD_RANGE));
      return;
    }
    for (AddressPrefix prefix : range.get().prefixes()) {
      entries.accept(line.claim(new Pattern.Addresses(prefix)));
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
