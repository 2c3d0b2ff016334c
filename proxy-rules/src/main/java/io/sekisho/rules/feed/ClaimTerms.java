package io.sekisho.rules.feed;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.Particulars;
import io.sekisho.rules.feed.format.RejectReason;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.SpecialPurpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the settings of a feed make of its claims.
 *
 * @param modified when the claims were made
 */
record ClaimTerms(FeedSettings settings, Instant modified) {
  /** Shortest prefixes that a feed may claim: wider ones are slips, or attacks. */
  static final int MIN_V4_LENGTH = 8;

  static final int MIN_V6_LENGTH = 16;

  /** The addresses that a pattern is about; empty where it is about anything else. */
  private static final Pattern.Cases<Optional<AddressPrefix>> ADDRESSES =
      new Pattern.Cases<>(
          subTree -> Optional.empty(),
          exactName -> Optional.empty(),
          addresses -> Optional.of(addresses.prefix()),
          socket -> addressOf(socket.endpoint().host()),
          url -> addressOf(url.host()),
          certificate -> Optional.empty(),
          fingerprint -> Optional.empty());

  /** What is wrong with the addresses that a claim is about. */
  Optional<RejectReason> faultOf(Pattern pattern) {
    return pattern.fold(ADDRESSES).flatMap(this::faultOf);
  }

  private Optional<RejectReason> faultOf(AddressPrefix prefix) {
    if (settings.specialPurpose() == SpecialPurposeHandling.REFUSE
        && SpecialPurpose.overlaps(prefix).isPresent()) {
      return Optional.of(RejectReason.SPECIAL_PURPOSE);
    }
    return prefix.length() < (prefix.network().isV4() ? MIN_V4_LENGTH : MIN_V6_LENGTH)
        ? Optional.of(RejectReason.PREFIX_TOO_BROAD)
        : Optional.empty();
  }

  private static Optional<AddressPrefix> addressOf(Host host) {
    return host.fold(name -> Optional.empty(), address -> Optional.of(AddressPrefix.of(address)));
  }

  /**
   * The claim as it counts.
   *
   * @param downgrade why it alone stops no flow; null where it counts in full
   */
  Indicator indicator(FeedEntry.Claim claim, @Nullable String downgrade) {
    Particulars said = claim.particulars();
    Integer confidence = said.confidence();
    return new Indicator(
        claim.pattern(),
        settings.name(),
        claim.line(),
        said.threat(),
        confidence == null ? settings.confidence() : confidence,
        expiry(said),
        said.provenance(),
        downgrade,
        said.action());
  }

  /**
   * The end that the source gives, or the feed's own from when the source last found the
   * destination at work, whichever is earlier. The one from when the copy was seen is the index's.
   */
  private @Nullable Instant expiry(Particulars said) {
    Instant own = end(said);
    Instant alive = said.aliveAt();
    Instant end = alive == null ? null : settings.expiry().map(alive::plus).orElse(null);
    return end == null || (own != null && own.isBefore(end)) ? own : end;
  }

  private @Nullable Instant end(Particulars said) {
    Duration lasting = said.lasting();
    return said.validUntil() == null && lasting != null
        ? modified.plus(lasting)
        : said.validUntil();
  }
}
