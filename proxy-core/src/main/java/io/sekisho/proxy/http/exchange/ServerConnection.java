package io.sekisho.proxy.http.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.sekisho.proxy.Deadline;
import io.sekisho.proxy.Fault;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.ServerUse;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.egress.EarlyBytes;
import io.sekisho.proxy.egress.NextHop;
import io.sekisho.proxy.http.BodyFraming;
import io.sekisho.proxy.http.Headers;
import io.sekisho.proxy.http.MessageDecoder;
import io.sekisho.proxy.http.MessageListener;
import io.sekisho.proxy.http.MessageWriter;
import io.sekisho.proxy.http.ResponseHead;
import io.sekisho.proxy.http.Step;
import io.sekisho.rules.indicator.IpAddress;
import java.time.Duration;

/**
 * A connection to a server, for one exchange after the other. Between two of them nothing may come
 * in: whatever does, ends it, so that no response is ever taken for the answer to a later request.
 * Confined to the event loop of the client whose requests it carries.
 */
final class ServerConnection {
  private final Channel channel;
  private final NextHop.Peer peer;
  private final IpAddress address;
  private final MessageDecoder<ResponseHead> responses;
  private final MessageWriter requests;
  private final Deadline idle;
  private final Idle idling = new Idle();
  private ServerUse use = ServerUse.NEW;
  private boolean own;
  private Runnable onIdleEnd = () -> {};

  /**
   * Takes over a channel that was just connected.
   *
   * @param peer that led to the address it is connected to
   */
  ServerConnection(Channel channel, NextHop.Peer peer, Limits limits) {
    this.channel = channel;
    this.peer = peer;
    this.address = Sockets.remoteAddress(channel);
    this.responses = MessageDecoder.ofResponses(limits, idling);
    this.requests = new MessageWriter(channel);
    this.idle = new Deadline(channel.eventLoop());
  }

  /** Begins to read, with what came in before it was taken over. */
  void open(MessageListener<ResponseHead> exchange) {
    responses.listenWith(exchange);
    channel.pipeline().addLast(responses);
    channel.pipeline().remove(EarlyBytes.class);
    responses.proceed();
  }

  /** Carries the next exchange. */
  void resume(MessageListener<ResponseHead> exchange) {
    use = ServerUse.REUSED;
    onIdleEnd = () -> {};
    idle.clear();
    responses.listenWith(exchange);
  }

  /** From now on it carries requests of one client only. */
  void keepForOneClient() {
    own = true;
  }

  boolean isOwn() {
    return own;
  }

  /**
   * Waits for the next exchange.
   *
   * @param onEnd hears that it can carry none any more
   */
  void rest(Duration idleTime, Runnable onEnd) {
    onIdleEnd = onEnd;
    responses.listenWith(idling);
    idle.in(idleTime, this::endIdle);
    responses.proceed();
  }

  /** Whether the server is still there, and has said nothing that nobody asked for. */
  boolean isFitForMore() {
    return channel.isActive()
        && !((DuplexChannel) channel).isInputShutdown()
        && !responses.holdsBytes();
  }

  private void endIdle() {
    onIdleEnd.run();
    close();
  }

  Channel channel() {
    return channel;
  }

  NextHop.Peer peer() {
    return peer;
  }

  /** Whether the parent proxy is at the other end. */
  boolean leadsToParent() {
    return peer.role() == NextHop.Role.PARENT;
  }

  /** Whether what it carries is hostile, and led astray. */
  boolean leadsToSinkhole() {
    return peer.role() == NextHop.Role.SINKHOLE;
  }

  IpAddress address() {
    return address;
  }

  ServerUse use() {
    return use;
  }

  MessageDecoder<ResponseHead> responses() {
    return responses;
  }

  MessageWriter requests() {
    return requests;
  }

  void close() {
    end();
    channel.close();
  }

  void reset() {
    end();
    Sockets.reset(channel);
  }

  private void end() {
    idle.cancel();
    requests.discard();
  }

  /** What is heard between two exchanges: the end, in one way or another. */
  private final class Idle implements MessageListener<ResponseHead> {
    @Override
    public Step<BodyFraming> framing(ResponseHead head) {
      return Step.bad("a response that nobody asked for");
    }

    @Override
    public void headBegins() {
      endIdle();
    }

    @Override
    public void head(ResponseHead head, BodyFraming framing) {
      endIdle();
    }

    @Override
    public void content(ByteBuf content) {
      content.release();
    }

    @Override
    public void end(Headers trailers) {}

    @Override
    public void settled() {}

    @Override
    public void malformed(Fault fault) {
      endIdle();
    }

    @Override
    public void inputEnded() {
      endIdle();
    }

    @Override
    public void truncated() {
      endIdle();
    }

    @Override
    public void writabilityChanged() {}

    @Override
    public void closed() {
      endIdle();
    }
  }
}
