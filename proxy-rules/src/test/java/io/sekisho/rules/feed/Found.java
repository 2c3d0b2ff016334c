package io.sekisho.rules.feed;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.Query;
import java.util.ArrayList;
import java.util.List;

/** What an index says about one name on port 443. */
final class Found {
  private Found() {}

  static List<Indicator> at(FeedIndex index, String name) {
    List<Indicator> found = new ArrayList<>();
    Clue clue = new Clue(Clue.Kind.LOOKUP, new Endpoint(new HostName(name), 443));
    Query.formsOf(clue).forEach(query -> index.collect(query, Texts.MODIFIED, found));
    return found;
  }
}
