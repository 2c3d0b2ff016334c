package io.sekisho.rules.snapshot;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Match;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which clues of one flow the never-block entries cover.
 *
 * <p>An entry covers the clues whose destination it matches. One that covers the name being dialled
 * covers its aliases and addresses with it, because the proxy looked them up for that name. One
 * that covers a server name or a Host field covers nothing more: a client can claim any name there.
 */
final class Exemptions {
  private final FeedIndex neverBlock;
  private final Instant now;
  private final List<Query> queries;

  Exemptions(FeedIndex neverBlock, Instant now, List<Query> queries) {
    this.neverBlock = neverBlock;
    this.now = now;
    this.queries = queries;
  }

  /** The never-block entries that cover the query; none where it is not exempt. */
  List<Match> of(Query query) {
    if (Probes.isHostile(query.clue())) {
      return List.of();
    }
    List<Match> covering = covering(query);
    return covering.isEmpty() && wasLookedUp(query.clue()) ? ofDialledNames() : covering;
  }

  /** Empty unless every name being dialled is covered. */
  private List<Match> ofDialledNames() {
    List<Match> all = new ArrayList<>();
    for (Query query : queries) {
      if (isDialledName(query.clue())) {
        List<Match> covering = of(query);
        if (covering.isEmpty()) {
          return List.of();
        }
        all.addAll(covering);
      }
    }
    return all;
  }

  private static boolean isDialledName(Clue clue) {
    boolean isName = clue.destination().host().fold(name -> true, address -> false);
    return switch (clue.kind()) {
      case CONNECT_TARGET, REQUEST_TARGET -> isName;
      case ORIGINAL_DESTINATION, HOST, SNI, ALIAS, RESOLVED_ADDRESS, LOOKUP -> false;
    };
  }

  private static boolean wasLookedUp(Clue clue) {
    return switch (clue.kind()) {
      case ALIAS, RESOLVED_ADDRESS -> true;
      case CONNECT_TARGET, REQUEST_TARGET, ORIGINAL_DESTINATION, HOST, SNI, LOOKUP -> false;
    };
  }

  private List<Match> covering(Query query) {
    List<Indicator> entries = new ArrayList<>();
    neverBlock.collect(query, now, entries);
    if (query.whole() != query) {
      neverBlock.collect(query.whole(), now, entries);
    }
    return entries.stream().map(entry -> new Match(query.clue(), entry)).toList();
  }
}
