package io.sekisho.proxy.egress;

import io.netty.channel.EventLoop;
import java.util.function.Consumer;

/** A way of making a connection with what was cleared. */
@FunctionalInterface
public interface Dialling {

  /**
   * Dials; {@code then} hears the outcome on {@code loop}, once, or not at all where {@code dial}
   * is over before.
   */
  void dial(NextHop hop, EventLoop loop, PendingDial dial, Consumer<Reach> then);
}
