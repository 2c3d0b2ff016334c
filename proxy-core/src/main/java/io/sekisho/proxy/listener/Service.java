package io.sekisho.proxy.listener;

import io.netty.channel.Channel;
import io.sekisho.proxy.client.Arrival;
import java.util.function.Supplier;

/**
 * What connections get that came in under one configuration. When the configuration changes they
 * keep it, and the next connections get the next one.
 *
 * @param <T> that configuration
 */
public interface Service<T extends ListenerSettings> extends AutoCloseable {
  T settings();

  /**
   * Receives a connection whose client may have to be learnt first. Called on the channel's event
   * loop.
   *
   * @param inForce the service that is to have it once its client is known
   */
  default void receive(Channel client, Supplier<Service<T>> inForce) {
    serve(client, Arrival.of(client));
  }

  /** Takes a connection in, if there is room for it. Called on the channel's event loop. */
  void serve(Channel client, Arrival arrival);

  /** Connections to servers that wait for another request. */
  long idleServers();

  /** From now on connections end with what they are doing; tunnels go on. */
  void drain();

  /** Whether its last connection is gone. */
  boolean isOver();

  /** Cuts what is left. */
  @Override
  void close();
}
