package io.sekisho.proxy.explicit;

import io.sekisho.proxy.listener.Premises;
import io.sekisho.proxy.listener.WayIn;
import java.io.IOException;

/** The data planes that are held against the same tests. */
enum Engine {
  NATIVE {
    @Override
    WayIn<ExplicitSettings> start(ExplicitSettings settings, Premises premises) throws IOException {
      return ExplicitProxy.start(settings, premises);
    }
  };

  abstract WayIn<ExplicitSettings> start(ExplicitSettings settings, Premises premises)
      throws IOException;
}
