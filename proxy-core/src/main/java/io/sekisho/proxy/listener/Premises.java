package io.sekisho.proxy.listener;

import io.sekisho.proxy.EventLoops;
import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.Garden;
import io.sekisho.proxy.Judge;
import io.sekisho.proxy.OpenFlows;
import io.sekisho.proxy.Treatments;
import io.sekisho.proxy.ca.Minting;
import io.sekisho.proxy.egress.OwnListeners;
import io.sekisho.rules.Policy;

/**
 * What all ways in of one process share, whatever their configurations are.
 *
 * @param ownListeners where this process listens; every way in adds its own
 * @param openFlows where flows of all of them stand that go on
 * @param minting certificates for answers inside TLS; off where no authority is configured
 * @param garden clients of all of them that were sent elsewhere
 */
public record Premises(
    Policy policy,
    FlowObserver observer,
    OwnListeners ownListeners,
    EventLoops loops,
    OpenFlows openFlows,
    Minting minting,
    Garden garden) {

  /** A judge that treats clients in this way. */
  public Judge judge(Treatments treatments) {
    return new Judge(policy, treatments, observer, openFlows, garden);
  }
}
