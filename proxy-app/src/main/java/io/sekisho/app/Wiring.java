package io.sekisho.app;

import io.sekisho.app.admin.AdminContent;
import io.sekisho.app.admin.AdminServer;
import io.sekisho.app.admin.Readiness;
import io.sekisho.app.admin.RulesDetail;
import io.sekisho.app.ca.AuthorityInForce;
import io.sekisho.app.cli.Service;
import io.sekisho.app.cli.Version;
import io.sekisho.app.config.AdminSettings;
import io.sekisho.app.config.Configuration;
import io.sekisho.app.config.GardenPlan;
import io.sekisho.app.config.PortalSettings;
import io.sekisho.app.events.EventLog;
import io.sekisho.app.events.EventSource;
import io.sekisho.app.events.RotatedFile;
import io.sekisho.app.events.StandardOutput;
import io.sekisho.app.feeds.FeedAlarms;
import io.sekisho.app.feeds.FeedService;
import io.sekisho.app.metrics.Metrics;
import io.sekisho.app.portal.PortalServer;
import io.sekisho.app.snapshot.SnapshotKeeper;
import io.sekisho.proxy.EventLoops;
import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.Garden;
import io.sekisho.proxy.OpenFlows;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.Transport;
import io.sekisho.proxy.egress.OwnListeners;
import io.sekisho.proxy.explicit.ExplicitProxy;
import io.sekisho.proxy.explicit.ExplicitSettings;
import io.sekisho.proxy.gateway.GatewayProxy;
import io.sekisho.proxy.gateway.GatewaySettings;
import io.sekisho.proxy.listener.Premises;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that exists, built once, in order. */
final class Wiring {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

  /** A feed that takes longer to read than this must not keep the network down any longer. */
  private static final Duration FEED_PATIENCE = Duration.ofMinutes(1);

  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final LiveRules rules;
  private final SnapshotKeeper snapshot;
  private final FeedService feeds;
  private final Metrics metrics;
  private final EventLog eventFile;
  private final EventLog eventOutput;
  private final OwnListeners ownListeners = new OwnListeners();
  private final EventLoops loops = EventLoops.of(Transport.best());
  private final OpenFlows openFlows = new OpenFlows();
  private final AuthorityInForce authority;
  private final Garden garden = new Garden(InstantSource.system());
  private final PortalServer portal = new PortalServer(garden, ownListeners);
  private final Door<ExplicitSettings> explicit;
  private final Door<GatewaySettings> gateway;
  private volatile @Nullable AdminServer admin;

  private Wiring(Configuration configuration) {
    InstantSource clock = InstantSource.system();
    this.rules = new LiveRules(clock);
    this.snapshot = new SnapshotKeeper(configuration.state(), rules, clock);
    EventSource source = new EventSource(MachineName.read(), Version.current());
    RotatedFile file = RotatedFile.of(configuration.events());
    this.eventFile = new EventLog("the event file", file, source, clock);
    this.eventOutput = new EventLog("standard output", new StandardOutput(), source, clock);
    FeedAlarms alarms = new FeedAlarms(List.of(eventFile::turned, eventOutput::turned));
    this.feeds = new FeedService(rules, clock, configuration.feedPlan(), alarms);
    this.metrics = new Metrics(Version.current(), feeds::statuses, clock);
    FlowObserver observer = new FanOut(List.of(metrics.flows(), eventFile, eventOutput));
    this.authority = new AuthorityInForce(clock);
    Premises premises =
        new Premises(rules, observer, ownListeners, loops, openFlows, authority.minting(), garden);
    rules.onChange(openFlows::judgeAnew);
    this.explicit = new Door<>(premises, metrics, ExplicitProxy::start);
    this.gateway = new Door<>(premises, metrics, GatewayProxy::start);
    metrics.watchGeneration(() -> rules.current().number());
    metrics.watchClaims(() -> rules.current().claims(), snapshot);
    metrics.watchMinting(authority.minting());
    metrics.watchGarden(garden);
    metrics.watchLoops(loops::worstLag);
    metrics.watchEvents("file", eventFile);
    metrics.watchEvents("stdout", eventOutput);
  }

  /** Builds and starts everything; nothing is left running where it throws. */
  static Service launch(Configuration configuration) throws IOException {
    Wiring wiring = new Wiring(configuration);
    try {
      return wiring.start(configuration);
    } catch (IOException | RuntimeException e) {
      wiring.stop(Duration.ZERO);
      throw e;
    }
  }

  /**
   * Admin first, so that whoever waits for readiness can see what it waits for; the proxy last, so
   * that no flow is judged by rules that are not there yet.
   */
  private Service start(Configuration configuration) throws IOException {
    AdminServer server = openAdmin(configuration.admin());
    admin = server;
    authority.follow(configuration.certificateAuthority());
    boolean unused = snapshot.restore(configuration.feedPlan().feedNames());
    feeds.start(FEED_PATIENCE);
    garden.follow(configuration.gardenPlan().map(GardenPlan::settings));
    openPortal(configuration.gardenPlan().flatMap(GardenPlan::api));
    explicit.follow(configuration.explicitListener());
    gateway.follow(configuration.gatewayListener());
    Reload reload =
        new Reload(
            new Reload.Parts(feeds, authority, eventFile, server),
            configuration.events(),
            new Reload.Doors(explicit, gateway),
            new Reload.WalledGarden(garden, portal));
    return new Service(
        summary(server, configuration),
        next -> {
          reload.to(next);
          LOG.info("Goes on: {}", String.join("; ", summary(server, next)));
        },
        this::stop);
  }

  /** Devices may do without it; the network may not do without what comes behind. */
  private void openPortal(Optional<PortalSettings> settings) {
    try {
      portal.follow(settings);
    } catch (IOException e) {
      LOG.error("The captive-portal API is off: {}", e.getMessage());
    }
  }

  private AdminServer openAdmin(AdminSettings settings) throws IOException {
    Readiness readiness = new Readiness(rules, feeds::statuses);
    metrics.watchReadiness(readiness::isReady);
    AdminContent content =
        new AdminContent(
            metrics,
            readiness,
            new RulesDetail(rules, snapshot),
            explicit::addresses,
            authority.minting(),
            garden,
            feeds);
    return AdminServer.start(settings, content, ownListeners);
  }

  /** Where it listens, and where events go. */
  private List<String> summary(AdminServer server, Configuration configuration) {
    List<String> lines = new ArrayList<>();
    explicit.addresses().forEach(at -> lines.add("Explicit proxy on " + Sockets.endpointOf(at)));
    gateway.addresses().forEach(at -> lines.add("Gateway on " + Sockets.endpointOf(at)));
    server.addresses().forEach(at -> lines.add("Admin on http://" + Sockets.endpointOf(at)));
    portal
        .addresses()
        .forEach(at -> lines.add("Captive-portal API on https://" + Sockets.endpointOf(at)));
    lines.add("Events to " + configuration.events().file() + " and to standard output");
    return lines;
  }

  /** What of the grace is kept for writing out what was told, behind the last flow. */
  private static Duration farewell(Duration grace) {
    Duration quarter = grace.dividedBy(4);
    return quarter.compareTo(FAREWELL) < 0 ? quarter : FAREWELL;
  }

  /** Both at once: what one leaves of the time is not the other's. */
  private void drain(Duration grace) throws InterruptedException {
    long end = System.nanoTime() + grace.toNanos();
    gateway.beginDrain();
    explicit.drain(grace);
    gateway.drain(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
  }

  private void stop(Duration grace) {
    feeds.close();
    try {
      drain(grace.minus(farewell(grace)));
      portal.close();
      if (admin != null) {
        admin.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("A listener did not close: {}", e.getMessage());
    }
    authority.close();
    loops.close();
    eventFile.close();
    eventOutput.close();
    snapshot.close();
    metrics.close();
  }
}
