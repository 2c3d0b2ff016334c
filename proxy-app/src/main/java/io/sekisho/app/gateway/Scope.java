package io.sekisho.app.gateway;

import java.util.List;
import java.util.function.Function;

/** Whose connections are diverted. */
public sealed interface Scope {

  /**
   * Those that this machine passes on for others.
   *
   * @param interfaces where clients are; none means whatever is passed on, from anywhere
   */
  record Router(List<String> interfaces) implements Scope {
    public Router {
      interfaces = List.copyOf(interfaces);
    }

    @Override
    public <R> R fold(Function<Router, R> router, Function<Host, R> host) {
      return router.apply(this);
    }
  }

  /**
   * Those of this machine's own programs.
   *
   * @param user name or number of who the proxy runs as, whose own connections are left alone
   */
  record Host(String user) implements Scope {
    @Override
    public <R> R fold(Function<Router, R> router, Function<Host, R> host) {
      return host.apply(this);
    }
  }

  <R> R fold(Function<Router, R> router, Function<Host, R> host);
}
