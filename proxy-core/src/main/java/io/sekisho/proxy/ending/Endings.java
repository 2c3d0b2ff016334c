package io.sekisho.proxy.ending;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Ending;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.relay.RelayEnd;

/** Ends tunnels and diverted connections that a verdict stops. For all event loops. */
public final class Endings {

  /** The ending of one flow. */
  public Ending of(Channel client, Inquiry inquiry) {
    return (action, said) -> {
      inquiry.left();
      RelayEnd.part(client).ifPresent(Sockets::reset);
      end(client, action, said);
    };
  }

  private static void end(Channel client, Action action, ByteBuf said) {
    switch (action) {
      case RESET, ALERT, DROP, TARPIT, SINKHOLE, REFUSE, REDIRECT -> {
        said.release();
        Sockets.reset(client);
      }
      case RELAY, OBSERVE -> throw new IllegalArgumentException(action + " stops nothing");
    }
  }
}
