package io.sekisho.app;

import io.sekisho.app.metrics.Metrics;
import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.egress.OwnListeners;
import io.sekisho.proxy.explicit.ExplicitProxy;
import io.sekisho.proxy.explicit.ExplicitSettings;
import io.sekisho.rules.Policy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The explicit proxy through all configurations of the process, with some of which it is not there.
 * It is started with the first that has it, and only pauses where a later one has not: its tunnels
 * go on, and its meters, which are registered once, go on counting when it is there again.
 */
final class ExplicitListener {
  private static final Logger LOG = LoggerFactory.getLogger(ExplicitListener.class);

  private final Policy policy;
  private final FlowObserver observer;
  private final OwnListeners ownListeners;
  private final Metrics metrics;
  private volatile @Nullable ExplicitProxy proxy;

  ExplicitListener(
      Policy policy, FlowObserver observer, OwnListeners ownListeners, Metrics metrics) {
    this.policy = policy;
    this.observer = observer;
    this.ownListeners = ownListeners;
    this.metrics = metrics;
  }

  /**
   * Goes by a configuration; empty where it has no explicit proxy.
   *
   * @throws IOException where an address cannot be listened on; nothing has changed then
   */
  void follow(Optional<ExplicitSettings> configured) throws IOException {
    if (configured.equals(inForce())) {
      return;
    }
    if (configured.isPresent()) {
      serve(configured.get());
    } else if (proxy != null) {
      proxy.pause();
    }
  }

  private Optional<ExplicitSettings> inForce() {
    return Optional.ofNullable(proxy)
        .filter(started -> !started.addresses().isEmpty())
        .map(ExplicitProxy::settings);
  }

  private void serve(ExplicitSettings settings) throws IOException {
    if (proxy == null) {
      proxy = start(settings);
    } else {
      proxy.reconfigure(settings);
    }
    OpenFiles.shortage(settings.limits().connections().inAll(), OpenFiles.allowed())
        .ifPresent(LOG::warn);
  }

  private ExplicitProxy start(ExplicitSettings settings) throws IOException {
    ExplicitProxy started = ExplicitProxy.start(settings, policy, observer, ownListeners);
    metrics.watchIdleServers(ExplicitProxy.LISTENER, started::idleServers);
    metrics.watchTraffic(ExplicitProxy.LISTENER, started.traffic());
    return started;
  }

  /** Where it listens; nowhere while there is none. */
  List<InetSocketAddress> addresses() {
    return Optional.ofNullable(proxy).map(ExplicitProxy::addresses).orElse(List.of());
  }

  /** How late its event loops are at the worst, of late. */
  Duration loopLag() {
    return Optional.ofNullable(proxy).map(ExplicitProxy::loopLag).orElse(Duration.ZERO);
  }

  /** The rules have changed: ends what they list by now. Any thread. */
  void judgeAnew() {
    if (proxy != null) {
      proxy.openFlows().judgeAnew();
    }
  }

  /**
   * Ends gracefully.
   *
   * @param grace how long it may take; what is left then is cut
   */
  void drain(Duration grace) throws InterruptedException {
    if (proxy != null) {
      proxy.drain(grace);
    }
  }
}
