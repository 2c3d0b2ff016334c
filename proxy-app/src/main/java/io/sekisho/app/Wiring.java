package io.sekisho.app;

import io.sekisho.app.admin.AdminContent;
import io.sekisho.app.admin.AdminServer;
import io.sekisho.app.admin.Readiness;
import io.sekisho.app.cli.Service;
import io.sekisho.app.cli.Version;
import io.sekisho.app.config.Configuration;
import io.sekisho.app.config.EventSettings;
import io.sekisho.app.events.EventLog;
import io.sekisho.app.events.EventSource;
import io.sekisho.app.events.RotatedFile;
import io.sekisho.app.events.StandardOutput;
import io.sekisho.app.feeds.FeedService;
import io.sekisho.app.metrics.Metrics;
import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.egress.OwnListeners;
import io.sekisho.proxy.explicit.ExplicitProxy;
import io.sekisho.proxy.explicit.ExplicitSettings;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.net.InetSocketAddress;
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

  private final Configuration configuration;
  private final LiveRules rules;
  private final FeedService feeds;
  private final Metrics metrics;
  private final EventLog eventFile;
  private final EventLog eventOutput;
  private final OwnListeners ownListeners = new OwnListeners();
  private volatile @Nullable AdminServer admin;
  private volatile @Nullable ExplicitProxy explicit;

  private Wiring(Configuration configuration) {
    InstantSource clock = InstantSource.system();
    this.configuration = configuration;
    this.rules = new LiveRules(clock);
    this.feeds = new FeedService(rules, clock, configuration.feedPlan());
    this.metrics = new Metrics(Version.current(), feeds::statuses, clock);
    EventSource source = new EventSource(MachineName.read(), Version.current());
    EventSettings events = configuration.events();
    RotatedFile file = new RotatedFile(events.file(), events.maxFileSize(), events.keepFiles());
    this.eventFile = new EventLog("the event file", file, source, clock);
    this.eventOutput = new EventLog("standard output", new StandardOutput(), source, clock);
    metrics.watchGeneration(() -> rules.current().number());
    metrics.watchLoops(this::loopLag);
    metrics.watchEvents("file", eventFile);
    metrics.watchEvents("stdout", eventOutput);
  }

  /** Builds and starts everything; nothing is left running where it throws. */
  static Service launch(Configuration configuration) throws IOException {
    Wiring wiring = new Wiring(configuration);
    try {
      wiring.openAdmin();
      wiring.feeds.start(FEED_PATIENCE);
      wiring.openProxies();
    } catch (IOException | RuntimeException e) {
      wiring.stop(Duration.ZERO);
      throw e;
    }
    return new Service(wiring.summary(), wiring::reload, wiring::stop);
  }

  /** First, so that whoever waits for readiness can see what it waits for. */
  private void openAdmin() throws IOException {
    Readiness readiness = new Readiness(rules, feeds::statuses);
    metrics.watchReadiness(readiness::isReady);
    AdminServer server =
        AdminServer.start(
            configuration.admin(), new AdminContent(metrics, readiness, this::proxies));
    admin = server;
    ownListeners.add(server.addresses());
  }

  /** Last, so that no flow is judged by rules that are not there yet. */
  private void openProxies() throws IOException {
    if (configuration.explicit() != null) {
      metrics.watchListener(ExplicitProxy.LISTENER);
      FlowObserver observer = new FanOut(List.of(metrics.flows(), eventFile, eventOutput));
      ExplicitProxy proxy =
          ExplicitProxy.start(configuration.explicit(), rules, observer, ownListeners);
      metrics.watchIdleServers(ExplicitProxy.LISTENER, proxy::idleServers);
      metrics.watchTraffic(ExplicitProxy.LISTENER, proxy.traffic());
      explicit = proxy;
      warnOfShortage(configuration.explicit());
    }
  }

  private static void warnOfShortage(ExplicitSettings settings) {
    OpenFiles.shortage(settings.limits().connections().inAll(), OpenFiles.allowed())
        .ifPresent(LOG::warn);
  }

  private List<InetSocketAddress> proxies() {
    return Optional.ofNullable(explicit).map(ExplicitProxy::addresses).orElse(List.of());
  }

  private Duration loopLag() {
    return Optional.ofNullable(explicit).map(ExplicitProxy::loopLag).orElse(Duration.ZERO);
  }

  private List<String> summary() {
    List<String> lines = new ArrayList<>();
    proxies().forEach(at -> lines.add("Explicit proxy on " + Sockets.endpointOf(at)));
    if (admin != null) {
      admin.addresses().forEach(at -> lines.add("Admin on http://" + Sockets.endpointOf(at)));
    }
    lines.add("Events to " + configuration.events().file() + " and to standard output");
    return lines;
  }

  /** Puts in force what can change while flows go on, and says what cannot. */
  private void reload(Configuration next) {
    feeds.reload(next.feedPlan());
    ExplicitSettings settings = next.explicit();
    if (explicit != null && settings != null) {
      reconfigure(explicit, settings);
    }
    if (!next.sameButForFeedsAndExplicit(configuration)) {
      LOG.warn("What changed in state, admin, events or shutdown waits for the next start");
    }
    if ((settings == null) != (configuration.explicit() == null)) {
      LOG.warn("Whether there is an explicit proxy at all changes at the next start");
    }
  }

  private static void reconfigure(ExplicitProxy proxy, ExplicitSettings settings) {
    if (settings.equals(proxy.settings())) {
      return;
    }
    try {
      proxy.reconfigure(settings);
      LOG.info("The explicit proxy goes on with its new configuration");
      warnOfShortage(settings);
    } catch (IOException e) {
      LOG.error("The explicit proxy keeps its configuration: {}", e.getMessage());
    }
  }

  /** What of the grace is kept for writing out what was told, behind the last flow. */
  private static Duration farewell(Duration grace) {
    Duration quarter = grace.dividedBy(4);
    return quarter.compareTo(FAREWELL) < 0 ? quarter : FAREWELL;
  }

  private void stop(Duration grace) {
    feeds.close();
    try {
      if (explicit != null) {
        explicit.drain(grace.minus(farewell(grace)));
      }
      if (admin != null) {
        admin.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("The admin listener did not close: {}", e.getMessage());
    }
    eventFile.close();
    eventOutput.close();
    metrics.close();
  }
}
