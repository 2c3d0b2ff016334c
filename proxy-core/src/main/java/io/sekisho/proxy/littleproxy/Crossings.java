package io.sekisho.proxy.littleproxy;

import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.sekisho.proxy.egress.EarlyBytes;
import io.sekisho.proxy.http.BodyFraming;
import io.sekisho.proxy.http.MessageWriter;
import io.sekisho.proxy.http.RequestHead;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Takes one request's head to LittleProxy, once for each address that is tried. */
record Crossings(LittleProxyEngine engine, EventLoop loop, RequestHead head, BodyFraming framing) {
  /** Connections to servers are shared, so none of them is one client's. */
  private static final InetSocketAddress NOBODY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /** A connection to LittleProxy whose first request is on its way. */
  record Crossing(InnerChannel near, Gate gate) {
    void giveUp() {
      EarlyBytes early = near.pipeline().get(EarlyBytes.class);
      if (early != null) {
        early.discard();
      }
      gate.giveUp();
      near.close();
    }
  }

  /** For all addresses together. */
  Duration time() {
    return engine.limits().connectTime();
  }

  /** Has this address dialled. */
  Crossing begin(InetSocketAddress judged, Gate.Outcome outcome) {
    InnerChannel near = new InnerChannel(loop, judged);
    InnerChannel far = new InnerChannel(loop, NOBODY);
    InnerChannel.join(near, far);
    near.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    near.config().setAutoRead(false);
    near.pipeline().addLast(new EarlyBytes());
    loop.register(near);
    Gate gate = new Gate(engine.limits(), judged, loop, outcome);
    engine.accept(far, gate);
    send(near);
    return new Crossing(near, gate);
  }

  private void send(InnerChannel near) {
    MessageWriter writer = new MessageWriter(near);
    writer.request(head, framing);
    writer.flush();
  }
}
