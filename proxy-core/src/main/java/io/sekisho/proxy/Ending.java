package io.sekisho.proxy;

import io.netty.buffer.ByteBuf;

/**
 * Takes over the client's connection of a flow that may not go on, and gives it its answer. The
 * handlers that would read from it are gone by then.
 */
@FunctionalInterface
public interface Ending {
  /**
   * Ends the flow. Called on its event loop.
   *
   * @param said what the client has sent and nobody has read, which the ending releases
   */
  void end(Action action, ByteBuf said);
}
