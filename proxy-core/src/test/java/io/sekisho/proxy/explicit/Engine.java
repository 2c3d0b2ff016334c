package io.sekisho.proxy.explicit;

import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.egress.OwnListeners;
import io.sekisho.rules.Policy;
import java.io.IOException;

/** The data planes that are held against the same tests. */
enum Engine {
  NATIVE {
    @Override
    ExplicitProxy start(ExplicitSettings settings, Policy policy, FlowObserver observer)
        throws IOException {
      return ExplicitProxy.start(settings, policy, observer, new OwnListeners());
    }
  };

  abstract ExplicitProxy start(ExplicitSettings settings, Policy policy, FlowObserver observer)
      throws IOException;
}
