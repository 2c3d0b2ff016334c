package io.sekisho.app.admin;

import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import java.util.List;
import java.util.Set;

/**
 * Which Host fields the admin listener answers to. A web page can make its visitor's browser send
 * requests to any address, but only under the page's own name (DNS rebinding): so a name must be
 * configured, while an address or {@code localhost} cannot be anybody's page.
 */
final class HostCheck {
  private static final HostName LOCALHOST = new HostName("localhost");
  private static final int ANY_PORT = 80;

  private final Set<HostName> names;

  HostCheck(Set<HostName> names) {
    this.names = Set.copyOf(names);
  }

  /** Whether there is one Host field and it names this listener. */
  boolean accepts(List<String> hostFields) {
    return hostFields.size() == 1
        && Endpoint.parseWithDefaultPort(hostFields.get(0), ANY_PORT)
            .accepted()
            .map(Endpoint::host)
            .map(host -> host.fold(this::isOurs, address -> true))
            .orElse(false);
  }

  private boolean isOurs(HostName name) {
    return name.equals(LOCALHOST) || names.contains(name);
  }
}
