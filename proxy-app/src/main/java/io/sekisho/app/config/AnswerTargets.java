package io.sekisho.app.config;

import io.sekisho.proxy.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds answers that lead nowhere, and targets that nothing leads to. */
final class AnswerTargets {
  private final Map<AnswerKeys, Use> uses = new LinkedHashMap<>();

  /** What becomes of the targets that one place of the file sets. */
  private static final class Use {
    private boolean redirects;
    private boolean sinks;
    private boolean missesRedirection;
    private boolean missesSinkhole;
  }

  /**
   * Notes a combination of places.
   *
   * @param places the first that sets a key decides
   * @param all what they come to
   */
  void note(List<AnswerKeys> places, AnswerKeys all) {
    for (AnswerKeys place : places) {
      Use use = uses.computeIfAbsent(place, fresh -> new Use());
      use.redirects |= all.use(Action.REDIRECT);
      use.sinks |= all.use(Action.SINKHOLE);
    }
    if (all.use(Action.REDIRECT) && none(places, AnswerKeys.REDIRECT_TO)) {
      of(setting(Action.REDIRECT, places)).missesRedirection = true;
    }
    if (all.use(Action.SINKHOLE) && none(places, AnswerKeys.SINKHOLE)) {
      of(setting(Action.SINKHOLE, places)).missesSinkhole = true;
    }
  }

  /** A bad target has been reported as such. */
  private static boolean none(List<AnswerKeys> places, String target) {
    return places.stream().noneMatch(place -> place.section().has(target));
  }

  private Use of(AnswerKeys place) {
    return uses.computeIfAbsent(place, fresh -> new Use());
  }

  private static AnswerKeys setting(Action action, List<AnswerKeys> places) {
    return places.stream().filter(place -> place.use(action)).findFirst().orElseThrow();
  }

  void check() {
    uses.forEach(
        (place, use) -> {
          if (use.missesRedirection) {
            reportMissing(place, AnswerKeys.REDIRECT_TO, Action.REDIRECT);
          }
          if (use.missesSinkhole) {
            reportMissing(place, AnswerKeys.SINKHOLE, Action.SINKHOLE);
          }
          reportUseless(place, use);
        });
  }

  private static void reportMissing(AnswerKeys place, String target, Action action) {
    place
        .section()
        .fault(target, "is missing, and answer." + place.keyOf(action) + " is " + action.label());
  }

  private static void reportUseless(AnswerKeys place, Use use) {
    if (place.redirectTo() != null && !use.redirects) {
      place.section().fault(AnswerKeys.REDIRECT_TO, "is of no use unless answer.http is redirect");
    }
    if (place.sinkhole() != null && !use.sinks) {
      place.section().fault(AnswerKeys.SINKHOLE, "is of no use unless an answer is sinkhole");
    }
  }
}
