package io.sekisho.proxy.relay;

import io.netty.channel.Channel;
import io.sekisho.proxy.Deadline;
import io.sekisho.proxy.Sockets;
import java.time.Duration;

/** The end of a relay in which nothing moves: both connections are reset. */
public final class TunnelIdle {
  private TunnelIdle() {}

  /**
   * Waits from now on.
   *
   * @param onMissed told when it comes to that
   */
  public static Deadline of(Channel client, Channel server, Duration time, Runnable onMissed) {
    Deadline idle = new Deadline(client.eventLoop());
    idle.in(
        time,
        () -> {
          onMissed.run();
          Sockets.reset(client);
          Sockets.reset(server);
        });
    return idle;
  }
}
