package io.sekisho.proxy.ending;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.sekisho.proxy.Ending;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.client.Arrival;
import io.sekisho.proxy.client.Intake;
import io.sekisho.proxy.relay.RelayEnd;

/** Ends tunnels and diverted connections that a verdict stops. For all event loops. */
public final class Endings {
  private final Intake intake;
  private final Limits limits;
  private final Sinkhole sinkhole;

  /** Those of the flows of one listener. */
  public Endings(Intake intake, Limits limits, Sinkhole sinkhole) {
    this.intake = intake;
    this.limits = limits;
    this.sinkhole = sinkhole;
  }

  /** The ending of one flow. */
  public Ending of(Channel client, Arrival arrival, Inquiry inquiry) {
    return (action, said) -> {
      inquiry.left();
      RelayEnd.part(client).ifPresent(Sockets::reset);
      switch (action) {
        case SINKHOLE -> sink(client, arrival, inquiry, said);
        case RESET, ALERT, DROP, TARPIT, REFUSE, REDIRECT -> reset(client, said);
        case RELAY, OBSERVE -> throw new IllegalArgumentException(action + " stops nothing");
      }
    };
  }

  private static void reset(Channel client, ByteBuf said) {
    said.release();
    Sockets.reset(client);
  }

  private void sink(Channel client, Arrival arrival, Inquiry inquiry, ByteBuf said) {
    SinkingTunnel tunnel =
        new SinkingTunnel(client, said, limits, () -> intake.reached(Limit.TUNNEL_IDLE_TIME));
    client.pipeline().addLast(tunnel);
    sinkhole.lead(client, arrival, inquiry, tunnel);
  }

  /** Where flows of this listener are led that go to a sinkhole. */
  public Sinkhole sinkhole() {
    return sinkhole;
  }
}
