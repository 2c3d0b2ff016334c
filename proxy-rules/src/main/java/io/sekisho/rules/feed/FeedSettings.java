package io.sekisho.rules.feed;

import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.indicator.Indicator;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a feed is read, and what holds for its entries where the feed itself does not say.
 *
 * @param name shown with every match, and the name of the feed's last good copy
 * @param confidence 0 to 100
 * @param expires counted from {@link FeedCopy#seen}; null where entries never expire
 */
public record FeedSettings(
    String name,
    FormatChoice format,
    int confidence,
    @Nullable Duration expires,
    SpecialPurposeHandling specialPurpose,
    ClaimRules claims) {
  public static final int DEFAULT_CONFIDENCE = 90;

  /** A feed that may claim what guards let pass, and no more. */
  public FeedSettings(
      String name,
      FormatChoice format,
      int confidence,
      @Nullable Duration expires,
      SpecialPurposeHandling specialPurpose) {
    this(name, format, confidence, expires, specialPurpose, ClaimRules.DEFAULT);
  }

  public FeedSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the feed's name is blank");
    }
    if (confidence < 0 || confidence > Indicator.MAX_CONFIDENCE) {
      throw new IllegalArgumentException("confidence " + confidence);
    }
  }

  /** A feed with nothing set but its name and format. */
  public static FeedSettings of(String name, FormatChoice format) {
    return new FeedSettings(name, format, DEFAULT_CONFIDENCE, null, SpecialPurposeHandling.REFUSE);
  }

  public FeedSettings withClaims(ClaimRules rules) {
    return new FeedSettings(name, format, confidence, expires, specialPurpose, rules);
  }

  /** Whether this is no feed: what it lists is never blocked. */
  boolean isNeverBlock() {
    return name.equals(NeverBlockList.NAME);
  }

  public Optional<Duration> expiry() {
    return Optional.ofNullable(expires);
  }
}
