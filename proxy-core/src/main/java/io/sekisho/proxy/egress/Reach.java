package io.sekisho.proxy.egress;

import io.netty.channel.Channel;
import io.sekisho.proxy.RefusalReason;
import java.util.function.Consumer;

/** What came of dialling. */
public sealed interface Reach {

  /**
   * Connected to an address that was judged. Whatever the server sends waits in a {@link
   * EarlyBytes} in the channel's pipeline.
   */
  record Connected(Channel server) implements Reach {
    @Override
    public void match(Cases cases) {
      cases.connected().accept(this);
    }
  }

  /** No address could be reached. */
  record Refused(RefusalReason reason, String detail) implements Reach {
    @Override
    public void match(Cases cases) {
      cases.refused().accept(this);
    }
  }

  /** One branch per outcome. */
  record Cases(Consumer<Connected> connected, Consumer<Refused> refused) {}

  void match(Cases cases);

  /** Closes a connection that nobody wants any more, with what it has received. */
  static void giveUp(Channel server) {
    EarlyBytes early = server.pipeline().get(EarlyBytes.class);
    if (early != null) {
      early.discard();
    }
    server.close();
  }
}
