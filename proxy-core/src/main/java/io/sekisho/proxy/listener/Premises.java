package io.sekisho.proxy.listener;

import io.sekisho.proxy.EventLoops;
import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.egress.OwnListeners;
import io.sekisho.rules.Policy;

/**
 * What all ways in of one process share, whatever their configurations are.
 *
 * @param ownListeners where this process listens; every way in adds its own
 */
public record Premises(
    Policy policy, FlowObserver observer, OwnListeners ownListeners, EventLoops loops) {}
