package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Precedence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Of what levels say of a destination, what counts at one time. */
final class Selection {
  private final ClaimStore store;
  private final Instant now;
  private final int over;
  private final Predicate<String> asked;

  Selection(ClaimStore store, Instant now, Predicate<String> asked) {
    this.store = store;
    this.now = now;
    this.over = Minutes.over(now);
    this.asked = asked;
  }

  void add(Query query, List<Sighting> sightings, List<Indicator> found) {
    List<Sighting> exceptions = exceptions(sightings);
    if (query.whole() != query) {
      exceptions = new ArrayList<>(exceptions);
      exceptions.addAll(exceptions(store.sightings(query.whole())));
    }
    add(sightings, exceptions, found);
  }

  private void add(List<Sighting> sightings, List<Sighting> exceptions, List<Indicator> found) {
    List<String> order = sightings.size() > 1 ? store.feeds() : List.of();
    sightings.stream()
        .filter(each -> each.claim().role() == Role.CLAIM && counts(each))
        .filter(each -> exceptions.stream().noneMatch(by -> isOverruled(each, by)))
        .map(each -> each.indicator(limit(each)))
        .sorted(
            Comparator.comparingInt((Indicator each) -> order.indexOf(each.feed()))
                .thenComparing(Specificity.MOST_FIRST))
        .forEach(found::add);
  }

  private List<Sighting> exceptions(List<Sighting> sightings) {
    return sightings.stream()
        .filter(each -> each.claim().role() == Role.EXCEPTION && counts(each))
        .toList();
  }

  private boolean isOverruled(Sighting claim, Sighting exception) {
    String feed = claim.claim().feed();
    return exception.claim().feed().equals(feed)
        && switch (precedence(feed)) {
          case EXCEPTION -> true;
          case MORE_SPECIFIC ->
              Specificity.MOST_FIRST.compare(exception.indicator(null), claim.indicator(null)) <= 0;
        };
  }

  private Precedence precedence(String feed) {
    return store.state(feed).map(FeedState::precedence).orElse(Precedence.EXCEPTION);
  }

  private boolean counts(Sighting sighting) {
    String feed = sighting.claim().feed();
    return asked.test(feed)
        && !sighting.isOver(over)
        && store.state(feed).filter(state -> !state.hasEnded(now)).isPresent();
  }

  private @Nullable Instant limit(Sighting sighting) {
    return store.state(sighting.claim().feed()).map(FeedState::limit).orElse(null);
  }
}
