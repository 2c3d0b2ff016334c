package io.sekisho.proxy.explicit;

import io.sekisho.proxy.listener.Premises;
import io.sekisho.proxy.listener.WayIn;
import java.io.IOException;

/** The forward proxy, as a way in. */
public final class ExplicitProxy {
  /** The name that metrics and events give this way in. */
  public static final String LISTENER = "explicit";

  private ExplicitProxy() {}

  /**
   * Opens the listeners.
   *
   * @throws IOException where an address cannot be listened on; nothing is left open then
   */
  public static WayIn<ExplicitSettings> start(ExplicitSettings settings, Premises premises)
      throws IOException {
    return WayIn.start(
        LISTENER,
        settings,
        premises,
        (each, headcounts, traffic) -> new ExplicitService(each, premises, headcounts, traffic));
  }
}
