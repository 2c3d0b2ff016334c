package io.sekisho.proxy.client;

import io.netty.channel.EventLoop;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.rules.indicator.IpAddress;
import java.util.function.Consumer;

/** Says who may make requests. */
@FunctionalInterface
public interface Admittance {
  /** Asks nobody who they are. */
  Admittance OPEN = (head, client, loop, then) -> then.accept(new Admission.Admitted(null));

  /**
   * Finds out whether the client may make this request. Called on {@code loop}, and never blocks
   * it.
   *
   * @param then told once: before this returns, or later on {@code loop}
   */
  void check(RequestHead head, IpAddress client, EventLoop loop, Consumer<Admission> then);
}
