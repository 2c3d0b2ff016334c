package io.sekisho.proxy.ending;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.SinkholeOutcome;
import io.sekisho.proxy.client.Arrival;
import io.sekisho.proxy.client.Intake;
import io.sekisho.proxy.client.ProxyPreface;
import io.sekisho.proxy.egress.Approach;
import io.sekisho.proxy.egress.Destination;
import io.sekisho.proxy.egress.NextHop;
import io.sekisho.proxy.egress.Outbound;
import io.sekisho.rules.indicator.Endpoint;

/**
 * The way of hostile flows to the server that is configured for them. It learns by a PROXY header
 * whose flow it gets, and where that was going. No verdict ends a flow that is there. For all event
 * loops.
 */
public final class Sinkhole {
  private final Outbound outbound;
  private final Intake intake;
  private final SinkholeAlarm alarm;

  /** The way of the flows of one listener. */
  public Sinkhole(Outbound outbound, Intake intake) {
    this.outbound = outbound;
    this.intake = intake;
    this.alarm = new SinkholeAlarm(intake.clock());
  }

  /** A flow that is led there. */
  public interface Guest {
    /** Whether nobody waits for it any more. */
    boolean isOver();

    /**
     * It is there: the header is on its way, and whatever the sinkhole says waits.
     *
     * @param hop that the connection was dialled for
     */
    void arrived(Channel sinkhole, NextHop hop);

    /** There is no way, which was told. */
    void lost();
  }

  /** Dials it for a flow that the last verdict leads there. Called on the flow's event loop. */
  public void lead(Channel client, Arrival arrival, Inquiry inquiry, Guest guest) {
    inquiry.left();
    Endpoint target = inquiry.answers().sinkholeTarget().orElseThrow();
    new Walk(client, arrival, inquiry, guest, outbound.toSinkhole(target)).start();
  }

  /** One flow on its way. */
  private final class Walk implements Approach.Traveller {
    private final Arrival arrival;
    private final Inquiry inquiry;
    private final Guest guest;
    private final NextHop hop;
    private final Approach approach;

    Walk(Channel client, Arrival arrival, Inquiry inquiry, Guest guest, NextHop hop) {
      this.arrival = arrival;
      this.inquiry = inquiry;
      this.guest = guest;
      this.hop = hop;
      this.approach =
          new Approach(outbound, client, inquiry, Destination.of(hop.peer().endpoint()), this);
    }

    void start() {
      if (hop.addresses().isEmpty()) {
        refused(RefusalReason.PRIVATE, "it is this process itself");
      } else {
        approach.dial(hop);
      }
    }

    @Override
    public boolean isOver() {
      return guest.isOver();
    }

    @Override
    public void connected(Channel sinkhole) {
      inquiry.sunk(SinkholeOutcome.REACHED);
      sinkhole.pipeline().addLast(intake.traffic().fromServer());
      sinkhole.writeAndFlush(
          Unpooled.wrappedBuffer(preface(arrival, inquiry).encoded()), sinkhole.voidPromise());
      guest.arrived(sinkhole, hop);
    }

    @Override
    public void refused(RefusalReason reason, String detail) {
      inquiry.sunk(SinkholeOutcome.UNREACHABLE);
      if (reason != RefusalReason.BUSY) {
        alarm.raise(hop.peer().endpoint(), detail);
      }
      guest.lost();
    }

    @Override
    public void cleared(NextHop next) {
      throw new IllegalStateException("a sinkhole is not looked up");
    }

    @Override
    public void stopped(Action action) {
      throw new IllegalStateException("a sinkhole is not judged");
    }
  }

  private static ProxyPreface preface(Arrival arrival, Inquiry inquiry) {
    Sought sought = Sought.in(inquiry.evidence());
    return new ProxyPreface(
        new ProxyPreface.Socket(arrival.address(), arrival.port()),
        sought.destination(arrival.reached()),
        sought.host().toString(),
        inquiry.flow().id());
  }
}
