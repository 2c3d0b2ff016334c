package io.sekisho.app;

import io.sekisho.app.admin.AdminServer;
import io.sekisho.app.config.AdminSettings;
import io.sekisho.app.config.Configuration;
import io.sekisho.app.config.EventSettings;
import io.sekisho.app.events.EventLog;
import io.sekisho.app.events.RotatedFile;
import io.sekisho.app.feeds.FeedService;
import io.sekisho.proxy.explicit.ExplicitSettings;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one configuration after the other in force while flows go on. Each part changes by itself:
 * one that cannot, goes on as it was, says why, and tries again with the next configuration. The
 * state directory is the same in all of them.
 */
final class Reload {
  private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

  private final FeedService feeds;
  private final EventLog eventFile;
  private final AdminServer admin;
  private final Door<ExplicitSettings> explicit;
  private EventSettings events;

  /**
   * @param events what {@code eventFile} goes by
   */
  Reload(
      FeedService feeds,
      EventLog eventFile,
      EventSettings events,
      AdminServer admin,
      Door<ExplicitSettings> explicit) {
    this.feeds = feeds;
    this.eventFile = eventFile;
    this.events = events;
    this.admin = admin;
    this.explicit = explicit;
  }

  /** Admin moves first, so that the proxy may listen where admin did. */
  void to(Configuration next) {
    feeds.reload(next.feedPlan());
    tellEventsBy(next.events());
    moveAdmin(next.admin());
    moveExplicit(next.explicitListener());
  }

  private void tellEventsBy(EventSettings next) {
    if (!next.equals(events)) {
      eventFile.redirect(RotatedFile.of(next));
      events = next;
    }
  }

  private void moveAdmin(AdminSettings next) {
    try {
      admin.reconfigure(next);
    } catch (IOException e) {
      LOG.error("The admin listener keeps its configuration: {}", e.getMessage());
    }
  }

  private void moveExplicit(Optional<ExplicitSettings> next) {
    try {
      explicit.follow(next);
    } catch (IOException e) {
      LOG.error("The explicit proxy keeps its configuration: {}", e.getMessage());
    }
  }
}
