package io.sekisho.app.feeds;

import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.snapshot.Trust;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One feed of the configuration.
 *
 * @param refresh how often a file is read again even though its attributes have not changed; and a
 *     server asked
 */
public record FeedSource(
    FeedLocation location,
    FeedSettings settings,
    GateSettings gate,
    Duration refresh,
    Requirement required,
    Trust trust) {
  public static final Duration DEFAULT_REFRESH = Duration.ofMinutes(5);

  /** Whether readiness waits for the feed. */
  public enum Requirement {
    OPTIONAL,
    REQUIRED
  }

  /** A feed in a file. */
  public FeedSource(
      Path file, FeedSettings settings, GateSettings gate, Duration refresh, Requirement required) {
    this(
        new FeedLocation.InFile(file),
        settings,
        gate,
        refresh,
        required,
        Trust.full(settings.name()));
  }

  public String name() {
    return settings.name();
  }
}
