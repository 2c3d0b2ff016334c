package io.sekisho.proxy.http.exchange;

import io.sekisho.proxy.Limits;
import io.sekisho.proxy.client.Admittance;
import io.sekisho.proxy.client.ForwardedField;
import java.util.Set;

/**
 * How an engine treats requests, whatever their destination is.
 *
 * @param connectPorts ports that CONNECT may name
 * @param admittance who may make requests
 * @param forwarded what servers are told of the client
 */
public record Conduct(
    Set<Integer> connectPorts, Limits limits, Admittance admittance, ForwardedField forwarded) {
  public Conduct {
    connectPorts = Set.copyOf(connectPorts);
  }
}
