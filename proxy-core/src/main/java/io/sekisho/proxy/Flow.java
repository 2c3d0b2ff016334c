package io.sekisho.proxy;

import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.IpAddress;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One client's attempt to reach something: one HTTP request, or one tunnel.
 *
 * @param id unlike any other, for events, answers and support calls; tells nothing about the client
 * @param client address and port that the client connected from
 * @param user name of the user that the client has proved to be; null where nobody asked
 * @param group name of the client group that decides over its treatment; null where none does
 * @param listener name of the listener that it came in by
 */
public record Flow(
    String id,
    Endpoint client,
    @Nullable String user,
    @Nullable String group,
    String listener,
    Instant started) {

  public Flow(String id, Endpoint client, String listener, Instant started) {
    this(id, client, null, null, listener, started);
  }

  public Flow(String id, Endpoint client, @Nullable String user, String listener, Instant started) {
    this(id, client, user, null, listener, started);
  }

  /** The same flow, as one of a client of this group. */
  public Flow inGroup(String group) {
    return new Flow(id, client, user, group, listener, started);
  }

  public Optional<String> knownUser() {
    return Optional.ofNullable(user);
  }

  public Optional<String> knownGroup() {
    return Optional.ofNullable(group);
  }

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
