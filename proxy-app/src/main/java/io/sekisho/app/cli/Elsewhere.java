package io.sekisho.app.cli;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Match;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.snapshot.Generation;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is listed on a host but at one port or path alone, each of it asked about in its place. */
record Elsewhere(Host host, Generation rules) {

  List<Indicator> hostile() {
    return forms()
        .flatMap(form -> rules.feeds().stream().flatMap(feed -> feed.concerning(form).stream()))
        .distinct()
        .filter(this::isHostileInItsPlace)
        .toList();
  }

  /** The host, and the addresses embedded in it. */
  private Stream<Host> forms() {
    return Stream.concat(
        Stream.of(host), host.fold(name -> Stream.of(), address -> address.embedded().stream()));
  }

  private boolean isHostileInItsPlace(Indicator indicator) {
    return rules.decide(Evidence.of(placeOf(indicator.pattern()))).against().stream()
        .map(Match::indicator)
        .anyMatch(indicator::equals);
  }

  private Clue placeOf(Pattern pattern) {
    return pattern.fold(
        new Pattern.Cases<>(
            subTree -> at(LookupTarget.HTTP, null),
            exactName -> at(LookupTarget.HTTP, null),
            addresses -> at(LookupTarget.HTTP, null),
            socket -> at(socket.endpoint().port(), null),
            url -> at(url.port() == null ? LookupTarget.HTTP : url.port(), url.path()),
            certificate -> at(LookupTarget.HTTP, null),
            fingerprint -> at(LookupTarget.HTTP, null)));
  }

  private Clue at(int port, @Nullable String path) {
    return new Clue(Clue.Kind.LOOKUP, new Endpoint(host, port), path);
  }
}
