package io.sekisho.app;

import io.sekisho.app.admin.AdminServer;
import io.sekisho.app.ca.AuthorityInForce;
import io.sekisho.app.config.AdminSettings;
import io.sekisho.app.config.Configuration;
import io.sekisho.app.config.EventSettings;
import io.sekisho.app.config.GardenPlan;
import io.sekisho.app.config.PortalSettings;
import io.sekisho.app.events.EventLog;
import io.sekisho.app.events.RotatedFile;
import io.sekisho.app.feeds.FeedPlan;
import io.sekisho.app.feeds.FeedService;
import io.sekisho.app.portal.PortalServer;
import io.sekisho.proxy.Garden;
import io.sekisho.proxy.explicit.ExplicitSettings;
import io.sekisho.proxy.gateway.GatewaySettings;
import io.sekisho.proxy.listener.ListenerSettings;
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

  private final Parts parts;
  private final Doors doors;
  private final WalledGarden garden;
  private EventSettings events;

  /** What changes beside the ways in. */
  record Parts(
      FeedService feeds, AuthorityInForce authority, EventLog eventFile, AdminServer admin) {}

  /** All ways in. */
  record Doors(Door<ExplicitSettings> explicit, Door<GatewaySettings> gateway) {}

  /** Who is kept, and how their devices learn of it. */
  record WalledGarden(Garden garden, PortalServer portal) {}

  /**
   * @param events what the event file goes by
   */
  Reload(Parts parts, EventSettings events, Doors doors, WalledGarden garden) {
    this.parts = parts;
    this.events = events;
    this.doors = doors;
    this.garden = garden;
  }

  /** Admin moves first, so that the proxy may listen where admin did. */
  void to(Configuration next) {
    follow(next.feedPlan());
    parts.authority().follow(next.certificateAuthority());
    tellEventsBy(next.events());
    moveAdmin(next.admin());
    garden.garden().follow(next.gardenPlan().map(GardenPlan::settings));
    movePortal(next.gardenPlan().flatMap(GardenPlan::api));
    move(doors.explicit(), next.explicitListener(), "explicit proxy");
    move(doors.gateway(), next.gatewayListener(), "gateway");
  }

  /** Such as where the process may open no more files. */
  private void follow(FeedPlan next) {
    try {
      parts.feeds().reload(next);
    } catch (RuntimeException e) {
      LOG.error("The feeds keep their configuration", e);
    }
  }

  private void tellEventsBy(EventSettings next) {
    if (!next.equals(events)) {
      parts.eventFile().redirect(RotatedFile.of(next));
      events = next;
    }
  }

  private void moveAdmin(AdminSettings next) {
    try {
      parts.admin().reconfigure(next);
    } catch (IOException e) {
      LOG.error("The admin listener keeps its configuration: {}", e.getMessage());
    }
  }

  private void movePortal(Optional<PortalSettings> next) {
    try {
      garden.portal().follow(next);
    } catch (IOException e) {
      LOG.error("The captive-portal API is off: {}", e.getMessage());
    }
  }

  private static <T extends ListenerSettings> void move(
      Door<T> door, Optional<T> next, String name) {
    try {
      door.follow(next);
    } catch (IOException e) {
      LOG.error("The {} keeps its configuration: {}", name, e.getMessage());
    }
  }
}
