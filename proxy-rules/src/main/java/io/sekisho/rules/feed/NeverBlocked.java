package io.sekisho.rules.feed;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Pattern.Kind;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which claims could stop nothing, because never-block entries cover all that they are about. A
 * claim on more than such an entry counts for the rest, so it is none of these.
 */
record NeverBlocked(FeedIndex entries, Instant now) {
  private static final int ANY_PORT = 443;
  private static final Set<Kind> OF_HOSTS =
      EnumSet.of(Kind.NAME, Kind.EXACT_NAME, Kind.ADDRESS, Kind.PREFIX);

  /** The entry that covers all of the pattern. */
  Optional<Indicator> covering(Pattern pattern) {
    return pattern.fold(
        new Pattern.Cases<>(
            subTree -> on(subTree.name(), EnumSet.of(Kind.NAME)),
            exactName -> on(exactName.name(), OF_HOSTS),
            addresses -> holding(addresses.prefix()),
            socket -> on(socket.endpoint(), EnumSet.complementOf(EnumSet.of(Kind.URL))),
            url -> on(url.host(), OF_HOSTS),
            certificate -> Optional.empty(),
            fingerprint -> Optional.empty()));
  }

  private Optional<Indicator> on(Host host, Set<Kind> kinds) {
    return on(new Endpoint(host, ANY_PORT), kinds);
  }

  private Optional<Indicator> on(Endpoint endpoint, Set<Kind> kinds) {
    return at(endpoint).stream()
        .filter(entry -> kinds.contains(entry.pattern().kind()))
        .findFirst();
  }

  private Optional<Indicator> holding(AddressPrefix prefix) {
    return at(new Endpoint(prefix.network(), ANY_PORT)).stream()
        .filter(
            entry ->
                entry.pattern() instanceof Pattern.Addresses range
                    && range.prefix().length() <= prefix.length())
        .findFirst();
  }

  private List<Indicator> at(Endpoint endpoint) {
    List<Indicator> found = new ArrayList<>();
    Query query = Query.formsOf(new Clue(Clue.Kind.LOOKUP, endpoint)).get(0);
    entries.collect(query, now, found);
    return found;
  }
}
