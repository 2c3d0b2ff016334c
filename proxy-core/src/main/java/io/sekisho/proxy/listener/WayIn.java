package io.sekisho.proxy.listener;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.Traffic;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One way in to the proxy: its listeners, and the services behind them, one for each configuration.
 *
 * <p>Starting, reconfiguring and closing are for one thread at a time, and may block it.
 *
 * @param <T> what a configuration says of it
 */
public final class WayIn<T extends ListenerSettings> implements AutoCloseable {
  private static final int BACKLOG = 4096;

  private final String name;
  private final Opening<T> opening;
  private final FlowObserver observer;
  private final Traffic traffic = new Traffic();
  private final Headcounts headcounts = Headcounts.ofNothing();
  private final Listeners listeners;

  /** Services of earlier configurations, some of whose connections may still be open. */
  private final List<Service<T>> retired = new ArrayList<>();

  private volatile Service<T> service;

  /** Makes the service of one configuration. */
  @FunctionalInterface
  public interface Opening<T extends ListenerSettings> {
    Service<T> service(T settings, Headcounts headcounts, Traffic traffic);

    /**
     * Has a listener fit its settings.
     *
     * @throws IOException where this process may not do that
     */
    default void tune(Channel listener, T settings) throws IOException {}
  }

  private WayIn(String name, T settings, Premises premises, Opening<T> opening) {
    this.name = name;
    this.opening = opening;
    this.observer = premises.observer();
    this.listeners =
        new Listeners(address -> bootstrap(address, premises), premises.ownListeners());
    this.service = opening.service(settings, headcounts, traffic);
    observer.configured(name, settings.limits());
  }

  /**
   * Opens the listeners.
   *
   * @param name that metrics and events give it
   * @throws IOException where an address cannot be listened on; nothing is left open then
   */
  public static <T extends ListenerSettings> WayIn<T> start(
      String name, T settings, Premises premises, Opening<T> opening) throws IOException {
    WayIn<T> wayIn = new WayIn<>(name, settings, premises, opening);
    try {
      wayIn.open(settings);
    } catch (IOException e) {
      wayIn.close();
      throw e;
    }
    return wayIn;
  }

  /**
   * Goes on with other settings. Listeners that stay are not touched, and no flow is lost: requests
   * under way end as they began, and tunnels go on.
   *
   * @throws IOException where a new address cannot be listened on; nothing has changed then
   */
  public void reconfigure(T next) throws IOException {
    open(next);
    Service<T> before = service;
    service = opening.service(next, headcounts, traffic);
    observer.configured(name, next.limits());
    listeners.closeAllBut(next.listen());
    before.drain();
    dropFinished();
    retired.add(before);
  }

  private void open(T settings) throws IOException {
    tuneOpenOnes(settings);
    try {
      listeners.open(settings.listen(), listener -> opening.tune(listener, settings));
    } catch (IOException e) {
      tuneOpenOnes(service.settings());
      throw e;
    }
  }

  private void tuneOpenOnes(T settings) throws IOException {
    for (Channel listener : listeners.channels()) {
      opening.tune(listener, settings);
    }
  }

  /**
   * Listens nowhere until it is reconfigured. What is under way ends as it began, and tunnels go
   * on.
   */
  public void pause() {
    listeners.closeAllBut(List.of());
    service.drain();
    dropFinished();
  }

  private ServerBootstrap bootstrap(InetSocketAddress address, Premises premises) {
    return new ServerBootstrap()
        .group(premises.loops().group())
        .channelFactory(() -> premises.loops().transport().listener(address.getAddress()))
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .handler(new AcceptPause())
        .childHandler(new Reception());
  }

  /**
   * Frees what earlier configurations needed once their last connection is gone. The latest of them
   * is left for the next time: a connection may just be on its way to it.
   */
  private void dropFinished() {
    List<Service<T>> finished = retired.stream().filter(Service::isOver).toList();
    finished.forEach(Service::close);
    retired.removeAll(finished);
  }

  public String name() {
    return name;
  }

  public T settings() {
    return service.settings();
  }

  /** What went through since the start, by every configuration. */
  public Traffic traffic() {
    return traffic;
  }

  /** Connections to servers that wait for another request. */
  public long idleServers() {
    return service.idleServers();
  }

  /** Clients that are dropped or answered slowly just now. */
  public int heldAnswers() {
    return headcounts.held().inAll();
  }

  /** Where it listens, with the ports that were taken; nowhere while it pauses. */
  public List<InetSocketAddress> addresses() {
    return listeners.addresses();
  }

  /**
   * Ends gracefully: no new connections, what is under way may finish.
   *
   * @param grace how long it may take; what is left then is cut
   * @throws InterruptedException where the wait is interrupted
   */
  public void drain(Duration grace) throws InterruptedException {
    listeners.closeAllBut(List.of());
    service.drain();
    retired.add(service);
    long end = System.nanoTime() + grace.toNanos();
    while (!retired.stream().allMatch(Service::isOver) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    close();
  }

  @Override
  public void close() {
    listeners.closeAllBut(List.of());
    retired.forEach(Service::close);
    service.close();
  }

  /** Gives each connection to the service of the configuration in force. */
  private final class Reception extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      service.receive(channel, () -> service);
    }
  }
}
