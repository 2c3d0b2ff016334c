package io.sekisho.rules.snapshot;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Match;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.match.ClaimStore;
import io.sekisho.rules.match.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which clues of one flow the never-block entries cover.
 *
 * <p>An entry covers the clues whose destination it matches. One that covers the name being dialled
 * covers its aliases and addresses with it, because the proxy looked them up for that name. One
 * that covers a server name or a Host field covers nothing more: a client can claim any name there.
 *
 * <p>What a certificate says is covered with all that the client asked for, and by nothing else:
 * its server writes what it likes into it, so an entry that matches a name there covers nothing.
 *
 * <p>A client's fingerprint is covered with all that it asked for too, and with all names that it
 * gave, the server name among them: that is all which a diverted flow calls its destination by, and
 * a fingerprint alone says too little to hold against it. Who lies there to get a listed
 * fingerprint through could change that as well.
 */
final class Exemptions {
  private final ClaimStore neverBlock;
  private final Instant now;
  private final List<Query> queries;

  Exemptions(ClaimStore neverBlock, Instant now, List<Query> queries) {
    this.neverBlock = neverBlock;
    this.now = now;
    this.queries = queries;
  }

  /** The never-block entries that cover the query; none where it is not exempt. */
  List<Match> of(Query query) {
    if (Probes.isHostile(query.clue())) {
      return List.of();
    }
    return switch (query.clue().kind()) {
      case CERTIFICATE, CERTIFICATE_NAME -> ofAll(Exemptions::isAskedFor);
      case ALIAS, RESOLVED_ADDRESS -> orOfAll(covering(query), Exemptions::isDialledName);
      case FINGERPRINT ->
          orOfAll(
              orOfAll(covering(query), Exemptions::isAskedFor), Exemptions::isNameOfDestination);
      case CONNECT_TARGET, REQUEST_TARGET, ORIGINAL_DESTINATION, HOST, SNI, LOOKUP ->
          covering(query);
    };
  }

  private List<Match> orOfAll(List<Match> covering, Predicate<Clue> condition) {
    return covering.isEmpty() ? ofAll(condition) : covering;
  }

  /** Empty unless every clue of these, which are covered by themselves or not, is covered. */
  private List<Match> ofAll(Predicate<Clue> condition) {
    List<Match> all = new ArrayList<>();
    for (Query query : queries) {
      if (condition.test(query.clue())) {
        List<Match> covering = of(query);
        if (covering.isEmpty()) {
          return List.of();
        }
        all.addAll(covering);
      }
    }
    return all;
  }

  private static boolean isNameOfDestination(Clue clue) {
    return isDialledName(clue) || (clue.kind() == Clue.Kind.SNI && isName(clue));
  }

  private static boolean isName(Clue clue) {
    return clue.destination().host().fold(name -> true, address -> false);
  }

  private static boolean isDialledName(Clue clue) {
    return switch (clue.kind()) {
      case CONNECT_TARGET, REQUEST_TARGET -> isName(clue);
      case ORIGINAL_DESTINATION,
          HOST,
          SNI,
          ALIAS,
          RESOLVED_ADDRESS,
          CERTIFICATE,
          CERTIFICATE_NAME,
          FINGERPRINT,
          LOOKUP ->
          false;
    };
  }

  private static boolean isAskedFor(Clue clue) {
    return switch (clue.kind()) {
      case CONNECT_TARGET, REQUEST_TARGET, ORIGINAL_DESTINATION -> true;
      case HOST, SNI, ALIAS, RESOLVED_ADDRESS, CERTIFICATE, CERTIFICATE_NAME, FINGERPRINT, LOOKUP ->
          false;
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
