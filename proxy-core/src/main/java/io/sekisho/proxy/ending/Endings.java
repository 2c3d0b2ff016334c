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

/**
 * Ends tunnels and diverted connections that a verdict stops, and requests that get no answer. For
 * all event loops.
 */
public final class Endings {
  private final Intake intake;
  private final Limits limits;
  private final HeldAnswers held;
  private final Sinkhole sinkhole;
  private final TlsAnswers tlsAnswers;

  /** Those of the flows of one listener. */
  public Endings(
      Intake intake, Limits limits, HeldAnswers held, Sinkhole sinkhole, TlsAnswers tlsAnswers) {
    this.intake = intake;
    this.limits = limits;
    this.held = held;
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
        case RESET, ALERT, DROP, TARPIT -> answer(flow, action, said);
        case RELAY, OBSERVE -> {
          said.release();
          throw new IllegalArgumentException(action + " stops nothing");
        }
      }
    }
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

  private void sink(StoppedFlow flow, ByteBuf said) {
    SinkingTunnel tunnel =
        new SinkingTunnel(
            flow.client(), said, limits, () -> intake.reached(Limit.TUNNEL_IDLE_TIME));
    flow.client().pipeline().addLast(tunnel);
    sinkhole.lead(flow.client(), flow.arrival(), flow.inquiry(), tunnel);
  }

  /** Answers that need no more than a look at what the client has said. */
  private void answer(StoppedFlow flow, Action action, ByteBuf said) {
    switch (action) {
      case ALERT -> alert(flow.client(), flow.inquiry(), said);
      case DROP -> held.drop(flow.client(), flow.inquiry());
      case TARPIT -> held.tarpit(flow.client(), flow.inquiry(), Drip.behind(said));
      case RESET, SINKHOLE, REFUSE, REDIRECT, RELAY, OBSERVE -> Sockets.reset(flow.client());
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

  /** Where flows of this listener are led that go to a sinkhole. */
  public Sinkhole sinkhole() {
    return sinkhole;
  }

  /** The answers to flows of this listener that are given inside of TLS. */
  public TlsAnswers tlsAnswers() {
    return tlsAnswers;
  }
}
