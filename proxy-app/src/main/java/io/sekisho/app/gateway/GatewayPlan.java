package io.sekisho.app.gateway;

import io.sekisho.proxy.gateway.GatewaySettings;
import java.util.List;

/**
 * A gateway, and what the kernel is to bring to it.
 *
 * @param ports TCP ports whose connections are diverted
 */
public record GatewayPlan(GatewaySettings listener, Scope scope, List<Integer> ports) {
  public GatewayPlan {
    ports = ports.stream().distinct().sorted().toList();
  }

  /** Where diverted connections go to; 0 where any free port will do. */
  public int port() {
    return listener.listen().get(0).getPort();
  }
}
