package io.sekisho.proxy.http.exchange;

import io.sekisho.proxy.egress.NextHop;
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
 * clients. One is given out only for the server, or the parent proxy, that it was dialled for, and
 * only while its address is among those that were found for it now and, of a server, judged again.
 * So one whose name or address gets listed while it waits is never used again, and need not be cut.
 *
 * <p>Bounded: beyond its capacity the one that has waited longest is closed.
 */
final class ServerPool {
  private final int capacity;
  private final Duration idleTime;
  private final LongAdder idleCount;
  private final Map<NextHop.Peer, Deque<ServerConnection>> byPeer = new HashMap<>();
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
  @Nullable ServerConnection take(NextHop hop) {
    Deque<ServerConnection> idle = byPeer.get(hop.peer());
    if (idle == null) {
      return null;
    }
    for (Iterator<ServerConnection> latestFirst = idle.iterator(); latestFirst.hasNext(); ) {
      ServerConnection candidate = latestFirst.next();
      if (hop.addresses().contains(candidate.address()) && candidate.isFitForMore()) {
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
    byPeer.computeIfAbsent(connection.peer(), peer -> new ArrayDeque<>()).addFirst(connection);
    idleCount.increment();
    connection.rest(idleTime, () -> remove(connection));
  }

  private void evict(ServerConnection connection) {
    remove(connection);
    connection.close();
  }

  private void remove(ServerConnection connection) {
    Deque<ServerConnection> idle = byPeer.get(connection.peer());
    if (idle != null && idle.remove(connection)) {
      forget(connection, idle);
    }
  }

  private void forget(ServerConnection connection, Deque<ServerConnection> idle) {
    byAge.remove(connection);
    idleCount.decrement();
    if (idle.isEmpty()) {
      byPeer.remove(connection.peer());
    }
  }

  /** Closes what waits, and from now on whatever is put in. */
  void close() {
    closed = true;
    List.copyOf(byAge).forEach(this::evict);
  }
}
