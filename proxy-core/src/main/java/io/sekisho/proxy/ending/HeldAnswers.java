package io.sekisho.proxy.ending;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.sekisho.proxy.Headcount;
import io.sekisho.proxy.Holding;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Sockets;
import io.sekisho.rules.indicator.IpAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * The clients of one service that are dropped or answered slowly. Each has its socket and some
 * three kilobytes of heap, no server and no buffer. They are bounded, and for each client too:
 * whoever is one too many is reset. For all event loops.
 */
public final class HeldAnswers {
  /** How often a client that gets nothing is looked after. */
  private static final Duration ROUND = Duration.ofSeconds(1);

  private final Headcount headcount;
  private final Limits limits;
  private final Map<EventLoop, Wheel> drops = new ConcurrentHashMap<>();
  private final Map<EventLoop, Wheel> tarpits = new ConcurrentHashMap<>();
  private volatile boolean draining;

  /**
   * Nobody yet.
   *
   * @param headcount of all that are held, by earlier configurations too
   */
  public HeldAnswers(Headcount headcount, Limits limits) {
    this.headcount = headcount;
    this.limits = limits;
  }

  void drop(Channel client, Inquiry inquiry) {
    Duration time = limits.holding().dropTime();
    Duration round = time.compareTo(ROUND) < 0 ? time : ROUND;
    if (mayStay(client, inquiry)) {
      Wheel wheel = drops.computeIfAbsent(client.eventLoop(), loop -> new Wheel(loop, round));
      hold(wheel, new Held(client, Drip.NOTHING, time, limits.held()), client);
    }
  }

  void tarpit(Channel client, Inquiry inquiry, Drip drip) {
    Holding holding = limits.holding();
    if (mayStay(client, inquiry)) {
      Wheel wheel =
          tarpits.computeIfAbsent(
              client.eventLoop(), loop -> new Wheel(loop, holding.tarpitPace()));
      hold(wheel, new Held(client, drip, holding.tarpitTime(), limits.held()), client);
    }
  }

  /** Counts a client until its connection is closed, or resets it. */
  private boolean mayStay(Channel client, Inquiry inquiry) {
    if (draining) {
      Sockets.reset(client);
      return false;
    }
    IpAddress address = inquiry.flow().clientAddress();
    Optional<Limit> full = headcount.enter(address, limits.heldAnswers());
    if (full.isPresent()) {
      inquiry.reached(full.get());
      Sockets.reset(client);
      return false;
    }
    client.closeFuture().addListener(closed -> headcount.leave(address));
    return true;
  }

  private void hold(Wheel wheel, Held held, Channel client) {
    Runnable leaving = wheel.add(held);
    client.closeFuture().addListener(closed -> leaving.run());
    held.begin();
    if (draining) {
      held.end();
    }
  }

  /** Lets them all go, and holds nobody from now on. Any thread. */
  void drain() {
    draining = true;
    drops.forEach(HeldAnswers::empty);
    tarpits.forEach(HeldAnswers::empty);
  }

  private static void empty(EventLoop loop, Wheel wheel) {
    try {
      loop.execute(wheel::empty);
    } catch (RejectedExecutionException e) {
      // The loop has ended, and its connections with it.
    }
  }
}
