package io.sekisho.proxy.ending;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Ending;
import io.sekisho.proxy.Headcount;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.relay.RelayEnd;

/**
 * Ends tunnels and diverted connections that a verdict stops, and requests that get no answer. For
 * all event loops.
 */
public final class Endings {
  private final HeldAnswers held;
  private final Limits limits;

  /**
   * The endings of one service.
   *
   * @param held counts clients that are kept waiting, by earlier services too
   */
  public Endings(Headcount held, Limits limits) {
    this.held = new HeldAnswers(held, limits);
    this.limits = limits;
  }

  /** The ending of one flow. */
  public Ending of(Channel client, Inquiry inquiry) {
    return (action, said) -> {
      inquiry.left();
      RelayEnd.part(client).ifPresent(Sockets::reset);
      end(client, inquiry, action, said);
    };
  }

  /** The ending of a connection with a request that is answered with nothing, or slowly. */
  public Ending ofRequest(Channel client, Inquiry inquiry) {
    return (action, said) -> {
      said.release();
      if (action == Action.DROP) {
        held.drop(client, inquiry);
      } else {
        held.tarpit(client, inquiry, Drip.HTTP);
      }
    };
  }

  private void end(Channel client, Inquiry inquiry, Action action, ByteBuf said) {
    switch (action) {
      case ALERT -> alert(client, inquiry, said);
      case DROP -> held.drop(client, inquiry);
      case TARPIT -> held.tarpit(client, inquiry, Drip.behind(said));
      case RESET, SINKHOLE, REFUSE, REDIRECT -> Sockets.reset(client);
      case RELAY, OBSERVE -> throw new IllegalArgumentException(action + " stops nothing");
    }
    said.release();
  }

  /** Only who speaks TLS understands an alert. */
  private void alert(Channel client, Inquiry inquiry, ByteBuf said) {
    if (TlsAlert.fits(said)) {
      ByteBuf alert = client.alloc().buffer();
      TlsAlert.write(said, alert);
      client.write(alert, client.voidPromise());
      LingeringClose.of(
          client, limits.transferIdleTime(), () -> inquiry.reached(Limit.TRANSFER_IDLE_TIME));
    } else {
      Sockets.reset(client);
    }
  }

  /** Lets go whoever is kept waiting, and keeps nobody waiting from now on. Any thread. */
  public void drain() {
    held.drain();
  }
}
