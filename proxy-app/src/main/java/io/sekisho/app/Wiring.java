package io.sekisho.app;

import io.sekisho.app.admin.AdminContent;
import io.sekisho.app.admin.AdminServer;
import io.sekisho.app.admin.Readiness;
import io.sekisho.app.cli.Service;
import io.sekisho.app.cli.Version;
import io.sekisho.app.config.Configuration;
import io.sekisho.app.feeds.FeedPlan;
import io.sekisho.app.feeds.FileFeeds;
import io.sekisho.app.metrics.Metrics;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Everything that exists, built once, in order. */
final class Wiring {
  private final LiveRules rules;
  private final FileFeeds feeds;
  private final Metrics metrics;
  private final AdminServer admin;

  private Wiring(Configuration configuration) throws IOException {
    InstantSource clock = InstantSource.system();
    this.rules = new LiveRules(clock);
    this.feeds =
        new FileFeeds(
            new FeedPlan(configuration.feeds(), configuration.neverBlock(), configuration.state()),
            rules,
            clock);
    this.metrics = new Metrics(Version.current(), feeds::statuses, clock);
    metrics.watchGeneration(() -> rules.current().number());
    Readiness readiness = new Readiness(rules, feeds::statuses);
    this.admin =
        AdminServer.start(configuration.admin(), new AdminContent(metrics, readiness, List::of));
  }

  static Service launch(Configuration configuration) throws IOException {
    Wiring wiring = new Wiring(configuration);
    var unused = wiring.feeds.start();
    return new Service(wiring.summary(), next -> wiring.feeds.reload(), wiring::stop);
  }

  private List<String> summary() {
    return admin.addresses().stream().map(address -> "Admin listens on " + address).toList();
  }

  private void stop(Duration grace) {
    feeds.close();
    metrics.close();
    try {
      admin.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
