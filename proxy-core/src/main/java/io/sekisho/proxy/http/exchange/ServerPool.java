package io.sekisho.proxy.http.exchange;

import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.IpAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Connections to servers that wait for another request, of one event loop and for all of its
 * clients. One is given out only for the destination that it was dialled for, and only while its
 * address is among those that this destination leads to now and that were judged again.
 *
 * <p>Bounded: beyond its capacity the one that has waited longest is closed.
 */
final class ServerPool {
  private final int capacity;
  private final Duration idleTime;
  private final LongAdder idleCount;
  private final Map<Endpoint, Deque<ServerConnection>> byDestination = new HashMap<>();
  private final Set<ServerConnection> byAge = new LinkedHashSet<>();
  private boolean closed;

  /**
   * An empty pool.
   *
   * @param idleCount is kept at the number of connections in all pools that share it
   */
  ServerPool(int capacity, Duration idleTime, LongAdder idleCount) {
    this.capacity = capacity;
    this.idleTime = idleTime;
    this.idleCount = idleCount;
  }

  Duration idleTime() {
    return idleTime;
  }

  /** The connection used last that leads there, which is no longer in the pool then; or null. */
  @Nullable ServerConnection take(Endpoint destination, List<IpAddress> addresses) {
    Deque<ServerConnection> idle = byDestination.get(destination);
    if (idle == null) {
      return null;
    }
    for (Iterator<ServerConnection> latestFirst = idle.iterator(); latestFirst.hasNext(); ) {
      ServerConnection candidate = latestFirst.next();
      if (addresses.contains(candidate.address()) && candidate.isFitForMore()) {
        latestFirst.remove();
        forget(candidate, idle);
        return candidate;
      }
    }
    return null;
  }

  /** Keeps {@code connection} for later, or closes it. */
  void put(ServerConnection connection) {
    if (closed || capacity == 0) {
      connection.close();
      return;
    }
    if (byAge.size() == capacity) {
      evict(byAge.iterator().next());
    }
    byAge.add(connection);
    byDestination
        .computeIfAbsent(connection.destination(), destination -> new ArrayDeque<>())
        .addFirst(connection);
    idleCount.increment();
    connection.rest(idleTime, () -> remove(connection));
  }

  private void evict(ServerConnection connection) {
    remove(connection);
    connection.close();
  }

  private void remove(ServerConnection connection) {
    Deque<ServerConnection> idle = byDestination.get(connection.destination());
    if (idle != null && idle.remove(connection)) {
      forget(connection, idle);
    }
  }

  private void forget(ServerConnection connection, Deque<ServerConnection> idle) {
    byAge.remove(connection);
    idleCount.decrement();
    if (idle.isEmpty()) {
      byDestination.remove(connection.destination());
    }
  }

  /** Closes what waits, and from now on whatever is put in. */
  void close() {
    closed = true;
    List.copyOf(byAge).forEach(this::evict);
  }
}
