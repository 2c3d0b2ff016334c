package io.sekisho.proxy;

import io.sekisho.proxy.Undecided.Handling;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What follows for a client from how its flows were judged.
 *
 * @param group name of the client group that it is for; null for clients of none
 * @param undecided what to do with tunnels that gave no name; every kind has an entry
 */
public record Treatment(
    @Nullable String group, AnswerPolicy answer, Map<Undecided, Handling> undecided) {
  public Treatment {
    undecided = Map.copyOf(undecided);
    if (undecided.size() != Undecided.values().length) {
      throw new IllegalArgumentException("a kind of undecided flow has no handling");
    }
  }

  /** For the clients of no group. */
  public Treatment(AnswerPolicy answer, Map<Undecided, Handling> undecided) {
    this(null, answer, undecided);
  }

  public Handling handling(Undecided why) {
    return Objects.requireNonNull(undecided.get(why));
  }
}
