package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Parsed;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Refusal;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Addresses as lists write them: one, a prefix, an address with its mask ({@code
 * 192.0.2.0/255.255.255.0}), or a range with both ends in it.
 */
final class AddressText {
  private AddressText() {}

  /** Claims what {@code text}, a part of {@code line}, stands for. */
  static void claim(FeedLine line, String text, Particulars said, Consumer<FeedEntry> entries) {
    read(text, prefix -> entries.accept(line.claim(new Pattern.Addresses(prefix), said)))
        .ifPresent(reason -> entries.accept(line.rejected(reason)));
  }

  /** Hands on the prefixes that {@code text} stands for, or says why it stands for none. */
  static Optional<RejectReason> read(String text, Consumer<AddressPrefix> prefixes) {
    if (isRange(text)) {
      int dash = text.indexOf('-');
      return range(text.substring(0, dash), text.substring(dash + 1), prefixes);
    }
    return prefix(text)
        .fold(
            prefix -> {
              prefixes.accept(prefix);
              return Optional.empty();
            },
            refusal -> Optional.of(RejectReason.of(refusal)));
  }

  /** Whether a dash follows an address. */
  static boolean isRange(String text) {
    int dash = text.indexOf('-');
    return dash > 0 && Authority.address(text.substring(0, dash)).accepted().isPresent();
  }

  /** Whether {@code text} is about addresses, well written or not, and no URL with one in it. */
  static boolean isOne(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    return isRange(text)
        || (slash < text.length() - 1
            && (slash < 0 || isNumeric(text.substring(slash + 1)))
            && address(address).isPresent());
  }

  private static boolean isNumeric(String text) {
    return text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  /** Whether {@code text} is an IPv4 mask in dotted decimal, one bits before zero bits. */
  static boolean isMask(String text) {
    return maskLength(text).isPresent();
  }

  private static Optional<RejectReason> range(
      String first, String last, Consumer<AddressPrefix> prefixes) {
    Optional<AddressRange> range =
        address(first).flatMap(from -> address(last).flatMap(to -> AddressRange.between(from, to)));
    range.ifPresent(found -> found.prefixes().forEach(prefixes));
    return range.isPresent() ? Optional.empty() : Optional.of(RejectReason.BAD_RANGE);
  }

  private static Optional<IpAddress> address(String text) {
    return Authority.address(text).accepted();
  }

  private static Parsed<AddressPrefix> prefix(String text) {
    int slash = text.indexOf('/');
    return slash > 0 && text.indexOf('.', slash) > 0
        ? masked(text.substring(0, slash), text.substring(slash + 1))
        : Destination.prefix(text);
  }

  private static Parsed<AddressPrefix> masked(String address, String mask) {
    return maskLength(mask)
        .map(length -> Destination.prefix(address + "/" + length))
        .orElseGet(() -> Parsed.refused(Refusal.BAD_PREFIX_LENGTH));
  }

  private static Optional<Integer> maskLength(String mask) {
    return address(mask)
        .filter(IpAddress::isV4)
        .map(address -> ~(int) address.low())
        .filter(free -> (free & (free + 1)) == 0)
        .map(free -> Integer.numberOfLeadingZeros(free));
  }
}
