package io.sekisho.proxy.http.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.egress.EarlyBytes;
import io.sekisho.proxy.relay.RelayEnd;
import io.sekisho.proxy.tls.HelloGate;
import java.util.concurrent.TimeUnit;

/** Turns two connections that spoke HTTP into a relay, with the bytes that came in meanwhile. */
final class Tunnel {
  private Tunnel() {}

  /** A CONNECT that was answered: what the client says first has to pass the gate. */
  static void ofConnect(ClientSession session, Channel server, HelloGate gate) {
    Channel client = session.channel();
    ByteBuf early = session.becomeTunnel();
    client.pipeline().addLast(new IdleTunnel(session.engine()), gate);
    server.pipeline().addLast(new IdleTunnel(session.engine()));
    RelayEnd.join(client, server);
    server.pipeline().remove(EarlyBytes.class);
    RelayEnd.start(server);
    replay(client, early);
    RelayEnd.start(client);
  }

  /** A switch of protocols that was asked for and judged as a request. */
  static void ofUpgrade(ClientSession session, ServerConnection connection) {
    Channel client = session.channel();
    Channel server = connection.channel();
    ByteBuf earlyFromClient = session.becomeTunnel();
    ByteBuf earlyFromServer = connection.responses().handOver();
    client.pipeline().addLast(new IdleTunnel(session.engine()));
    server.pipeline().addLast(new IdleTunnel(session.engine()));
    RelayEnd.join(client, server);
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

  /** Tells the relay when nothing has moved either way for too long. */
  private static final class IdleTunnel extends IdleStateHandler {
    private final HttpEngine engine;

    IdleTunnel(HttpEngine engine) {
      super(0, 0, engine.limits().tunnelIdleTime().toMillis(), TimeUnit.MILLISECONDS);
      this.engine = engine;
    }

    @Override
    protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) throws Exception {
      engine.reached(Limit.TUNNEL_IDLE_TIME);
      super.channelIdle(ctx, event);
    }
  }
}
