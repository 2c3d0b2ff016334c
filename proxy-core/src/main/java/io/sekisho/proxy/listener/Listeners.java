package io.sekisho.proxy.listener;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.NetUtil;
import io.sekisho.proxy.egress.OwnListeners;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a proxy listens. Changes are for one thread at a time, and may block it.
 *
 * <p>A move has two steps, so that there is no moment in which nobody listens: {@link #open} the
 * next, then {@link #closeAllBut} the next.
 */
final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final Function<InetSocketAddress, ServerBootstrap> bootstrap;
  private final OwnListeners ownListeners;

  /** By the address that was asked for, whose port may be 0. Never changed, but replaced. */
  private volatile Map<InetSocketAddress, Channel> listening = Map.of();

  /**
   * @param ownListeners where else this process listens; these are added as long as they are open
   */
  Listeners(Function<InetSocketAddress, ServerBootstrap> bootstrap, OwnListeners ownListeners) {
    this.bootstrap = bootstrap;
    this.ownListeners = ownListeners;
  }

  /** Has a new listener fit its settings. */
  @FunctionalInterface
  interface Tuning {
    void tune(Channel listener) throws IOException;
  }

  Collection<Channel> channels() {
    return listening.values();
  }

  /** With the ports that were taken. */
  List<InetSocketAddress> addresses() {
    return listening.values().stream().map(Listeners::addressOf).toList();
  }

  /**
   * Listens there too. Only what is in the way of it, as one address is of all on the same port,
   * closes before; connections that wait to be accepted just then are lost.
   *
   * @throws IOException where an address cannot be listened on; then it listens where it did
   */
  void open(List<InetSocketAddress> wanted, Tuning tuning) throws IOException {
    Map<InetSocketAddress, Channel> next = new LinkedHashMap<>(listening);
    try {
      for (InetSocketAddress address : wanted) {
        if (!next.containsKey(address)) {
          makeWay(address, wanted, next);
          next.put(address, bind(address, tuning));
        }
      }
      listening = next;
    } catch (IOException e) {
      restore(next);
      throw e;
    }
  }

  private void makeWay(
      InetSocketAddress address,
      List<InetSocketAddress> wanted,
      Map<InetSocketAddress, Channel> open) {
    Map<InetSocketAddress, Channel> inTheWay = new LinkedHashMap<>(open);
    inTheWay.keySet().removeIf(other -> wanted.contains(other) || !exclude(address, other));
    inTheWay.values().forEach(this::closeNow);
    open.keySet().removeAll(inTheWay.keySet());
  }

  private static boolean exclude(InetSocketAddress one, InetSocketAddress other) {
    boolean samePort = one.getPort() == other.getPort() && one.getPort() != 0;
    boolean every = one.getAddress().isAnyLocalAddress() || other.getAddress().isAnyLocalAddress();
    return samePort && every;
  }

  private Channel bind(InetSocketAddress address, Tuning tuning) throws IOException {
    ChannelFuture bound = bootstrap.apply(address).bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on " + NetUtil.toSocketAddressString(address) + ": " + why(bound));
    }
    ownListeners.add(List.of(addressOf(bound.channel())));
    try {
      tuning.tune(bound.channel());
    } catch (IOException e) {
      closeNow(bound.channel());
      throw e;
    }
    return bound.channel();
  }

  /** The kernel's words, without the name of the call before them. */
  private static String why(ChannelFuture failed) {
    String message = String.valueOf(failed.cause().getMessage());
    return message.substring(message.lastIndexOf(": ") + 1).strip();
  }

  /** As before an attempt that came so far. */
  private void restore(Map<InetSocketAddress, Channel> attempted) {
    Map<InetSocketAddress, Channel> before = listening;
    attempted.values().stream().filter(c -> !before.containsValue(c)).forEach(this::closeNow);
    Map<InetSocketAddress, Channel> restored = new LinkedHashMap<>(before);
    restored.keySet().retainAll(attempted.keySet());
    for (InetSocketAddress gaveWay : before.keySet()) {
      if (!restored.containsKey(gaveWay)) {
        reopen(gaveWay, restored);
      }
    }
    listening = restored;
  }

  private void reopen(InetSocketAddress address, Map<InetSocketAddress, Channel> restored) {
    try {
      restored.put(address, bind(address, listener -> {}));
    } catch (IOException e) {
      LOG.error("It was left in vain: {}", e.getMessage());
    }
  }

  /** Listens nowhere else from now on. */
  void closeAllBut(List<InetSocketAddress> wanted) {
    Map<InetSocketAddress, Channel> before = listening;
    Map<InetSocketAddress, Channel> kept = new LinkedHashMap<>(before);
    kept.keySet().retainAll(Set.copyOf(wanted));
    listening = kept;
    before.values().stream().filter(c -> !kept.containsValue(c)).forEach(this::closeNow);
  }

  private void closeNow(Channel listener) {
    ownListeners.remove(addressOf(listener));
    listener.close().awaitUninterruptibly();
  }

  private static InetSocketAddress addressOf(Channel listener) {
    return (InetSocketAddress) listener.localAddress();
  }
}
