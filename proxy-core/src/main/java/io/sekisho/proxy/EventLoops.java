package io.sekisho.proxy;

import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The event loops of a process: one thread for each processor. A client's connection and all that
 * is dialled for it live on one of them, and nothing ever blocks there.
 */
public final class EventLoops implements AutoCloseable {
  private final Transport transport;
  private final EventLoopGroup group;
  private final LoopLag lag;

  private EventLoops(Transport transport) {
    this.transport = transport;
    this.group = transport.eventLoops(Transport.loopCount());
    this.lag = new LoopLag(group);
  }

  /** Starts the threads. */
  public static EventLoops of(Transport transport) {
    return new EventLoops(transport);
  }

  public Transport transport() {
    return transport;
  }

  public EventLoopGroup group() {
    return group;
  }

  /** How late the latest of them is at the worst, of late. Any thread. */
  public Duration worstLag() {
    return lag.worst();
  }

  /** Ends the threads, and waits for it. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
