package io.sekisho.app;

import io.sekisho.app.metrics.Metrics;
import io.sekisho.proxy.listener.ListenerSettings;
import io.sekisho.proxy.listener.Premises;
import io.sekisho.proxy.listener.WayIn;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One way in through all configurations of the process, with some of which it is not there. It is
 * started with the first that has it, and only pauses where a later one has not: its tunnels go on,
 * and its meters, which are registered once, go on counting when it is there again.
 *
 * @param <T> what a configuration says of it
 */
final class Door<T extends ListenerSettings> {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  private final Premises premises;
  private final Metrics metrics;
  private final Opening<T> opening;
  private volatile @Nullable WayIn<T> wayIn;

  /** Starts the way in. */
  @FunctionalInterface
  interface Opening<T extends ListenerSettings> {
    WayIn<T> start(T settings, Premises premises) throws IOException;
  }

  Door(Premises premises, Metrics metrics, Opening<T> opening) {
    this.premises = premises;
    this.metrics = metrics;
    this.opening = opening;
  }

  /**
   * Goes by a configuration; empty where it has no such way in.
   *
   * @throws IOException where an address cannot be listened on; nothing has changed then
   */
  void follow(Optional<T> configured) throws IOException {
    if (configured.equals(inForce())) {
      return;
    }
    if (configured.isPresent()) {
      serve(configured.get());
    } else if (wayIn != null) {
      wayIn.pause();
    }
  }

  private Optional<T> inForce() {
    return Optional.ofNullable(wayIn)
        .filter(started -> !started.addresses().isEmpty())
        .map(WayIn::settings);
  }

  private void serve(T settings) throws IOException {
    if (wayIn == null) {
      wayIn = start(settings);
    } else {
      wayIn.reconfigure(settings);
    }
    OpenFiles.shortage(settings.limits().connections().inAll(), OpenFiles.allowed())
        .ifPresent(LOG::warn);
  }

  private WayIn<T> start(T settings) throws IOException {
    WayIn<T> started = opening.start(settings, premises);
    metrics.watchIdleServers(started.name(), started::idleServers);
    metrics.watchHeldAnswers(started.name(), started::heldAnswers);
    metrics.watchTraffic(started.name(), started.traffic());
    return started;
  }

  /** Where it listens; nowhere while there is none. */
  List<InetSocketAddress> addresses() {
    return Optional.ofNullable(wayIn).map(WayIn::addresses).orElse(List.of());
  }

  /** Lets nobody in from now on, and what is there end as it began. */
  void beginDrain() {
    if (wayIn != null) {
      wayIn.pause();
    }
  }

  /**
   * Ends gracefully.
   *
   * @param grace how long it may take; what is left then is cut
   */
  void drain(Duration grace) throws InterruptedException {
    if (wayIn != null) {
      wayIn.drain(grace);
    }
  }
}
