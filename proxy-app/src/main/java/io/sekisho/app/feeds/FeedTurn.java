package io.sekisho.app.feeds;

import io.sekisho.app.feeds.FeedStatus.Role;
import io.sekisho.rules.feed.FeedFailure;
import java.time.Instant;
import java.util.Locale;

/**
 * A feed went bad, or is good again.
 *
 * @param failure what is wrong; where it is good again, what was
 */
public record FeedTurn(
    Instant at, String feed, Role role, Direction direction, FeedFailure failure) {

  /** Where it turned to. */
  public enum Direction {
    FAILED,
    RECOVERED;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }
  }
}
