package io.sekisho.proxy.http.exchange;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The pools of one engine, one for each event loop. */
final class ServerPools {
  private final int capacityPerLoop;
  private final Duration idleTime;
  private final LongAdder idle = new LongAdder();
  private final Map<EventLoop, ServerPool> pools = new ConcurrentHashMap<>();

  ServerPools(int capacityPerLoop, Duration idleTime) {
    this.capacityPerLoop = capacityPerLoop;
    this.idleTime = idleTime;
  }

  ServerPool of(EventLoop loop) {
    return pools.computeIfAbsent(loop, unused -> new ServerPool(capacityPerLoop, idleTime, idle));
  }

  /** Connections that wait in any of them; any thread may ask. */
  long idle() {
    return idle.sum();
  }

  /** Closes them all, each on its own event loop, and soon. */
  void close() {
    pools.forEach(
        (loop, pool) -> {
          if (!loop.isShuttingDown()) {
            loop.execute(pool::close);
          }
        });
  }
}
