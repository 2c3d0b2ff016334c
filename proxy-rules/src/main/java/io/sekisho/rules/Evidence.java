package io.sekisho.rules;

import java.util.ArrayList;
import java.util.List;

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
}
