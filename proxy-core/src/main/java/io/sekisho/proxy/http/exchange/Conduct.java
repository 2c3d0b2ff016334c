package io.sekisho.proxy.http.exchange;

import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.client.Admittance;
import io.sekisho.proxy.client.ForwardedField;
import java.util.Map;
import java.util.Set;

/**
 * How an engine treats requests, whatever their destination is.
 *
 * @param connectPorts ports that CONNECT may name
 * @param admittance who may make requests
 * @param forwarded what servers are told of the client
 */
public record Conduct(
    AnswerPolicy answers,
    Set<Integer> connectPorts,
    Map<Undecided, Undecided.Handling> undecided,
    Limits limits,
    Admittance admittance,
    ForwardedField forwarded) {
  public Conduct {
    connectPorts = Set.copyOf(connectPorts);
    undecided = Map.copyOf(undecided);
  }
}
