package io.sekisho.proxy.listener;

import io.sekisho.proxy.Headcount;
import io.sekisho.proxy.Limit;

/**
 * Whatever is limited by number and outlasts a change of the configuration.
 *
 * @param arriving connections of load balancers that have not said yet whose they are
 * @param held clients that are dropped or answered slowly
 */
public record Headcounts(
    Headcount arriving,
    Headcount connections,
    Headcount dials,
    Headcount tlsAnswers,
    Headcount held) {

  static Headcounts ofNothing() {
    return new Headcounts(
        new Headcount(Limit.CONNECTIONS, Limit.CONNECTIONS),
        new Headcount(Limit.CONNECTIONS, Limit.CONNECTIONS_PER_CLIENT),
        new Headcount(Limit.PENDING_DIALS, Limit.PENDING_DIALS_PER_CLIENT),
        new Headcount(Limit.TLS_ANSWERS, Limit.TLS_ANSWERS_PER_CLIENT),
        new Headcount(Limit.HELD_ANSWERS, Limit.HELD_ANSWERS_PER_CLIENT));
  }
}
