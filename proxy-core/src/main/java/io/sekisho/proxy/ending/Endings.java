package io.sekisho.proxy.ending;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.sekisho.proxy.Action;
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
  private final TlsAnswers tlsAnswers;

  /** Those of the flows of one listener. */
  public Endings(Intake intake, Limits limits, Sinkhole sinkhole, TlsAnswers tlsAnswers) {
    this.intake = intake;
    this.limits = limits;
    this.sinkhole = sinkhole;
    this.tlsAnswers = tlsAnswers;
  }

  /** The ending of one flow. */
  public Ending of(Channel client, Arrival arrival, Inquiry inquiry) {
    return new OfFlow(client, arrival, inquiry);
  }

  private final class OfFlow implements Ending {
    private final StoppedFlow flow;

    OfFlow(Channel client, Arrival arrival, Inquiry inquiry) {
      this.flow = new StoppedFlow(client, arrival, inquiry, this);
    }

    @Override
    public void end(Action action, ByteBuf said) {
      flow.inquiry().left();
      RelayEnd.part(flow.client()).ifPresent(Sockets::reset);
      switch (action) {
        case SINKHOLE -> sink(flow, said);
        case REFUSE, REDIRECT -> tlsAnswers.give(flow, action, said);
        case RESET, ALERT, DROP, TARPIT -> reset(flow.client(), said);
        case RELAY, OBSERVE -> throw new IllegalArgumentException(action + " stops nothing");
      }
    }
  }

  private static void reset(Channel client, ByteBuf said) {
    said.release();
    Sockets.reset(client);
  }

  private void sink(StoppedFlow flow, ByteBuf said) {
    SinkingTunnel tunnel =
        new SinkingTunnel(
            flow.client(), said, limits, () -> intake.reached(Limit.TUNNEL_IDLE_TIME));
    flow.client().pipeline().addLast(tunnel);
    sinkhole.lead(flow.client(), flow.arrival(), flow.inquiry(), tunnel);
  }

  /** Where flows of this listener are led that go to a sinkhole. */
  public Sinkhole sinkhole() {
    return sinkhole;
  }

  /** The answers to flows of this listener that are given inside of TLS. */
  public TlsAnswers tlsAnswers() {
    return tlsAnswers;
  }
}
