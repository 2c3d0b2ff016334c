package io.sekisho.app.config;

import io.sekisho.proxy.Action;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds answers inside of TLS where nobody signs certificates for them. */
final class MissingAuthority {
  private final Set<AnswerKeys> places = new LinkedHashSet<>();

  /**
   * Notes a combination of places, where the file has no {@code ca}.
   *
   * @param combined the first that sets a key decides
   */
  void note(List<AnswerKeys> combined) {
    combined.stream()
        .filter(place -> place.tls() != null)
        .findFirst()
        .filter(place -> place.tls() == Action.REFUSE || place.tls() == Action.REDIRECT)
        .ifPresent(places::add);
  }

  void check() {
    for (AnswerKeys place : places) {
      place.section().fault("tls", "needs certificates: add ca, then sekisho ca init makes one");
    }
  }
}
