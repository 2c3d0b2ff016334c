package io.sekisho.proxy.ending;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Gives each of its members a turn once in a fixed time. One timer serves all of them, and they are
 * spread over that time however they come, so that they never have their turns all at once: the
 * other work of the event loop would wait. Confined to the loop.
 */
final class Wheel {
  private static final long SHORTEST_TICK = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int MOST_SLOTS = 64;

  private final EventLoop loop;
  private final long tickNanos;
  private final List<Set<Held>> slots;
  private int size;
  private int filling;
  private int turning;
  private boolean ticking;

  /** A wheel on which everybody has a turn each time {@code round} has passed. */
  Wheel(EventLoop loop, Duration round) {
    this.loop = loop;
    long count = Math.max(1, Math.min(MOST_SLOTS, round.toNanos() / SHORTEST_TICK));
    this.tickNanos = round.toNanos() / count;
    this.slots =
        IntStream.range(0, (int) count).mapToObj(i -> (Set<Held>) new HashSet<Held>()).toList();
  }

  /** Adds a member; what is given takes it away again. */
  Runnable add(Held member) {
    Set<Held> slot = slots.get(filling);
    filling = (filling + 1) % slots.size();
    slot.add(member);
    size++;
    tickIfNeeded();
    return () -> remove(member, slot);
  }

  private void remove(Held member, Set<Held> slot) {
    if (slot.remove(member)) {
      size--;
    }
  }

  int size() {
    return size;
  }

  /** Ends them all. */
  void empty() {
    for (Set<Held> slot : slots) {
      List.copyOf(slot).forEach(Held::end);
    }
  }

  /** Where it has no members it costs nothing. */
  private void tickIfNeeded() {
    if (!ticking && size > 0) {
      ticking = true;
      Future<?> unused = loop.schedule(this::tick, tickNanos, TimeUnit.NANOSECONDS);
    }
  }

  private void tick() {
    ticking = false;
    Set<Held> slot = slots.get(turning);
    turning = (turning + 1) % slots.size();
    long now = loop.ticker().nanoTime();
    List.copyOf(slot).forEach(member -> member.turn(now));
    tickIfNeeded();
  }
}
