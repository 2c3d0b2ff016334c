package io.sekisho.proxy.listener;

import io.sekisho.proxy.Headcount;
import io.sekisho.proxy.Limit;

/**
 * Whatever is limited by number and outlasts a change of the configuration.
 *
 * @param arriving connections of load balancers that have not said yet whose they are
 */
public record Headcounts(
    Headcount arriving, Headcount connections, Headcount dials, Headcount tlsAnswers) {

  static Headcounts ofNothing() {
    return new Headcounts(
        new Headcount(Limit.CONNECTIONS, Limit.CONNECTIONS),
        new Headcount(Limit.CONNECTIONS, Limit.CONNECTIONS_PER_CLIENT),
        new Headcount(Limit.PENDING_DIALS, Limit.PENDING_DIALS_PER_CLIENT),
        new Headcount(Limit.TLS_ANSWERS, Limit.TLS_ANSWERS_PER_CLIENT));
  }
}
