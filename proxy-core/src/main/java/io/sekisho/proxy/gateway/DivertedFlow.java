package io.sekisho.proxy.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy.Stage;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.ServerUse;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.client.Arrival;
import io.sekisho.proxy.egress.Diverted;
import io.sekisho.proxy.relay.RelayEnd;
import io.sekisho.proxy.relay.TunnelIdle;
import io.sekisho.proxy.tls.HelloGate;
import io.sekisho.rules.Clue;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One diverted connection, and what its handlers have in common.
 *
 * @param to where its client connected to
 */
record DivertedFlow(GatewayService service, Channel client, Arrival arrival, Diverted to) {

  Limits limits() {
    return service.settings().limits();
  }

  /**
   * Begins the judgement by the address alone; none where it has ended the connection.
   *
   * @param said gives what the client has said so far, once whoever holds it reads no more
   */
  Optional<Inquiry> judge(Supplier<ByteBuf> said) {
    Inquiry inquiry = service.intake().open(arrival, null, Stage.TUNNEL);
    if (isOwn()) {
      refuse(inquiry, RefusalReason.CLIENT, "this is a connection of this gateway itself");
      return Optional.empty();
    }
    Clue original = new Clue(Clue.Kind.ORIGINAL_DESTINATION, to.original());
    Action action = inquiry.consider(List.of(original));
    if (!action.passes()) {
      end(inquiry, action, said.get());
      return Optional.empty();
    }
    return Optional.of(inquiry);
  }

  private boolean isOwn() {
    return service
        .ownDials()
        .include(client, new InetSocketAddress(to.address().toInetAddress(), to.original().port()));
  }

  void refuse(Inquiry inquiry, RefusalReason reason, String detail) {
    inquiry.refused(reason, detail);
    Sockets.reset(client);
  }

  /** Judges what the client says first in the place of HTTP. */
  HelloGate gate(Inquiry inquiry) {
    return new HelloGate(
        inquiry, to.original(), limits(), (action, said) -> end(inquiry, action, said));
  }

  /** Gives a flow that may not go on its answer, whoever would have taken what it said. */
  void end(Inquiry inquiry, Action action, ByteBuf said) {
    leave(Passage.class);
    leave(HelloGate.class);
    service.endings().of(client, arrival, inquiry).end(action, said);
  }

  /** The gate may still be there, to watch for another hello. */
  private void leave(Class<? extends ChannelHandler> handler) {
    if (client.pipeline().get(handler) != null) {
      client.pipeline().remove(handler);
    }
  }

  /** Hands the connection to the HTTP engine; what was read of it has to follow. */
  void speakHttp() {
    if (isOwn()) {
      refuse(
          service.intake().open(arrival, null, Stage.HTTP_REQUEST),
          RefusalReason.CLIENT,
          "this is a connection of this gateway itself");
    } else {
      service.engine().takeOver(client, arrival, new GatewayRouter(to));
    }
  }

  /** Counts what the server sends from now on. */
  void count(Channel server) {
    server.pipeline().addLast(service.intake().traffic().fromServer());
  }

  /** Adds the relay behind the handlers that are there. */
  void join(Inquiry inquiry, Channel server) {
    inquiry.relayed();
    inquiry.connected(ServerUse.NEW);
    inquiry.connectedTo(Sockets.remoteAddress(server));
    inquiry.opened(client, server);
    RelayEnd.join(
        client,
        server,
        TunnelIdle.of(
            client,
            server,
            limits().tunnelIdleTime(),
            () -> service.intake().reached(Limit.TUNNEL_IDLE_TIME)));
  }
}
