package io.sekisho.rules;

import io.sekisho.rules.indicator.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a flow has revealed so far about where it goes. It grows while the flow goes on:
 * the name that was asked for, the addresses it resolves to, the server name of its handshake. All
 * of it is judged together, so a flow is hostile as soon as any one clue is.
 */
public record Evidence(List<Clue> clues) {
  public Evidence {
    clues = List.copyOf(clues);
  }

  public static Evidence of(Clue... clues) {
    return new Evidence(List.of(clues));
  }

  public Evidence and(List<Clue> more) {
    List<Clue> all = new ArrayList<>(clues.size() + more.size());
    all.addAll(clues);
    all.addAll(more);
    return new Evidence(all);
  }

  public Evidence and(Clue more) {
    return and(List.of(more));
  }

  /**
   * What the client asked for, as far as it said: the first name that it gave, else the first
   * address. What was looked up comes behind that.
   */
  public Optional<Host> asked() {
    Host first = null;
    for (Clue clue : clues) {
      Host host = clue.destination().host();
      if (host.<Boolean>fold(name -> true, address -> false)) {
        return Optional.of(host);
      }
      first = first == null ? host : first;
    }
    return Optional.ofNullable(first);
  }
}
