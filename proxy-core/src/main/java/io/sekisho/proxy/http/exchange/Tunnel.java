package io.sekisho.proxy.http.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.sekisho.proxy.Deadline;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.egress.EarlyBytes;
import io.sekisho.proxy.relay.RelayEnd;
import io.sekisho.proxy.relay.TunnelIdle;
import io.sekisho.proxy.tls.HelloGate;

/** Turns two connections that spoke HTTP into a relay, with the bytes that came in meanwhile. */
final class Tunnel {
  private Tunnel() {}

  /** A CONNECT that was answered: what the client says first has to pass the gate. */
  static void ofConnect(ClientSession session, Channel server, HelloGate gate) {
    ByteBuf early = session.becomeTunnel();
    session.channel().pipeline().addLast(gate);
    relay(session, server, early);
  }

  /** The same to the sinkhole, where anything may be said. */
  static void ofConnect(ClientSession session, Channel sinkhole) {
    relay(session, sinkhole, session.becomeTunnel());
  }

  private static void relay(ClientSession session, Channel server, ByteBuf early) {
    Channel client = session.channel();
    RelayEnd.join(client, server, idle(session.engine(), client, server));
    EarlyBytes.handOver(server);
    RelayEnd.start(server);
    replay(client, early);
    RelayEnd.start(client);
  }

  /** A switch of protocols that was asked for and judged as a request. */
  static void ofUpgrade(ClientSession session, ServerConnection connection, Inquiry inquiry) {
    Channel client = session.channel();
    Channel server = connection.channel();
    ByteBuf earlyFromClient = session.becomeTunnel();
    ByteBuf earlyFromServer = connection.responses().handOver();
    if (!connection.leadsToSinkhole()) {
      inquiry.opened(client, server);
    }
    RelayEnd.join(client, server, idle(session.engine(), client, server));
    replay(server, earlyFromServer);
    RelayEnd.start(server);
    replay(client, earlyFromClient);
    RelayEnd.start(client);
    client.flush();
  }

  private static void replay(Channel channel, ByteBuf early) {
    if (early.isReadable()) {
      channel.pipeline().fireChannelRead(early);
      channel.pipeline().fireChannelReadComplete();
    } else {
      early.release();
    }
  }

  private static Deadline idle(HttpEngine engine, Channel client, Channel server) {
    return TunnelIdle.of(
        client,
        server,
        engine.limits().tunnelIdleTime(),
        () -> engine.reached(Limit.TUNNEL_IDLE_TIME));
  }
}
