package io.sekisho.proxy.explicit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.Headcount;
import io.sekisho.proxy.Judge;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.LoopLag;
import io.sekisho.proxy.OpenFlows;
import io.sekisho.proxy.Traffic;
import io.sekisho.proxy.Transport;
import io.sekisho.proxy.client.Arrival;
import io.sekisho.proxy.client.ProxyHeaderGate;
import io.sekisho.proxy.egress.OwnListeners;
import io.sekisho.rules.Policy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The forward proxy: its listeners and event loops. A client's connection and all that is dialled
 * for it live on one event loop, and nothing ever blocks there.
 *
 * <p>Starting, reconfiguring and closing are for one thread at a time, and may block it.
 */
public final class ExplicitProxy implements AutoCloseable {
  /** The name that metrics and events give this way in. */
  public static final String LISTENER = "explicit";

  private static final int BACKLOG = 4096;

  private final Policy policy;
  private final FlowObserver observer;
  private final OwnListeners ownListeners;
  private final EventLoopGroup loops = Transport.best().eventLoops(Transport.loopCount());
  private final LoopLag loopLag = new LoopLag(loops);
  private final Listeners listeners;
  private final Headcounts headcounts = Headcounts.ofNothing();
  private final Traffic traffic = new Traffic();
  private final OpenFlows openFlows = new OpenFlows();

  /** Services of earlier configurations, some of whose connections may still be open. */
  private final List<ExplicitService> retired = new ArrayList<>();

  private volatile ExplicitService service;

  private ExplicitProxy(
      ExplicitSettings settings, Policy policy, FlowObserver observer, OwnListeners ownListeners) {
    this.policy = policy;
    this.observer = observer;
    this.ownListeners = ownListeners;
    this.listeners = new Listeners(this::bootstrap, ownListeners);
    this.service = serviceOf(settings);
    observer.configured(LISTENER, settings.limits());
  }

  /**
   * Opens the listeners.
   *
   * @param ownListeners where else this process listens; its own listeners are added
   * @throws IOException where an address cannot be listened on; nothing is left open then
   */
  public static ExplicitProxy start(
      ExplicitSettings settings, Policy policy, FlowObserver observer, OwnListeners ownListeners)
      throws IOException {
    ExplicitProxy proxy = new ExplicitProxy(settings, policy, observer, ownListeners);
    try {
      proxy.listeners.open(settings.listen());
    } catch (IOException e) {
      proxy.close();
      throw e;
    }
    return proxy;
  }

  /**
   * Goes on with other settings. Listeners that stay are not touched, and no flow is lost: requests
   * under way end as they began, and tunnels go on.
   *
   * @throws IOException where a new address cannot be listened on; nothing has changed then
   */
  public void reconfigure(ExplicitSettings next) throws IOException {
    listeners.open(next.listen());
    ExplicitService before = service;
    service = serviceOf(next);
    observer.configured(LISTENER, next.limits());
    listeners.closeAllBut(next.listen());
    before.drain();
    dropFinished();
    retired.add(before);
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

  private ExplicitService serviceOf(ExplicitSettings settings) {
    return new ExplicitService(
        settings,
        new Judge(policy, settings.answer(), observer, openFlows),
        ownListeners,
        headcounts,
        traffic);
  }

  private ServerBootstrap bootstrap(InetSocketAddress address) {
    return new ServerBootstrap()
        .group(loops)
        .channelFactory(() -> Transport.best().listener(address.getAddress()))
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
    List<ExplicitService> finished = retired.stream().filter(ExplicitService::isOver).toList();
    finished.forEach(ExplicitService::close);
    retired.removeAll(finished);
  }

  public ExplicitSettings settings() {
    return service.settings();
  }

  /** What went through since the start, by every configuration. */
  public Traffic traffic() {
    return traffic;
  }

  /** What goes on, by every configuration; to be judged anew when the policy changes its mind. */
  public OpenFlows openFlows() {
    return openFlows;
  }

  /** Connections to servers that wait for another request. */
  public long idleServers() {
    return service.idleServers();
  }

  /** Where it listens, with the ports that were taken; nowhere while it pauses. */
  public List<InetSocketAddress> addresses() {
    return listeners.addresses();
  }

  /** How late its event loops are at the worst, of late. */
  public Duration loopLag() {
    return loopLag.worst();
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
    while (!retired.stream().allMatch(ExplicitService::isOver) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    close();
  }

  @Override
  public void close() {
    listeners.closeAllBut(List.of());
    retired.forEach(ExplicitService::close);
    service.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Gives each connection to the service of the configuration in force once it is known whose. */
  private final class Reception extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      ExplicitService current = service;
      Arrival bySocket = Arrival.of(channel);
      if (current.isBalancer(bySocket)) {
        awaitHeader(channel, bySocket, current);
      } else {
        current.serve(channel, bySocket);
      }
    }

    private void awaitHeader(Channel channel, Arrival balancer, ExplicitService current) {
      Limits limits = current.settings().limits();
      Headcount arriving = headcounts.arriving();
      Optional<Limit> full =
          arriving.enter(balancer.address(), limits.connections().forOneClient());
      if (full.isPresent()) {
        observer.reached(LISTENER, full.get());
        channel.close();
        return;
      }
      channel
          .pipeline()
          .addLast(
              new ProxyHeaderGate(
                  limits.headerTime(),
                  arrival -> service.serve(channel, arrival),
                  detail -> current.refused(balancer, detail),
                  () -> arriving.leave(balancer.address())));
    }
  }
}
