package io.sekisho.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** What the log says of feeds, for commands whose own answer says it. */
final class FeedLogging {
  private FeedLogging() {}

  /** Nothing is logged of how feeds stand; progress stays. */
  static void turnOff() {
    if (LoggerFactory.getLogger("io.sekisho.app.feeds.FeedLog") instanceof Logger logger) {
      logger.setLevel(Level.OFF);
    }
  }
}
