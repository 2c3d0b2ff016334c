package io.sekisho.proxy;

import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.IpAddress;
import java.time.Instant;

/**
 * One client's attempt to reach something: one HTTP request, or one tunnel.
 *
 * @param id unlike any other, for events, answers and support calls; tells nothing about the client
 * @param client address and port that the client connected from
 * @param listener name of the listener that it came in by
 */
public record Flow(String id, Endpoint client, String listener, Instant started) {

  /** The client's address alone. */
  public IpAddress clientAddress() {
    return client
        .host()
        .fold(
            name -> {
              throw new IllegalStateException("a client connects from an address: " + name);
            },
            address -> address);
  }
}
