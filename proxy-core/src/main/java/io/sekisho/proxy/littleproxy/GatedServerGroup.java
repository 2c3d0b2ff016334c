package io.sekisho.proxy.littleproxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import org.littleshoot.proxy.TransportProtocol;
import org.littleshoot.proxy.impl.ServerGroup;

/**
 * The threads of a LittleProxy that listens nowhere. Its clients are inner channels, on the event
 * loops that they come with, each with its gate in front of LittleProxy's handler; its servers have
 * event loops of its kind.
 */
final class GatedServerGroup extends ServerGroup {
  private final EventLoopGroup servers;
  private final Entry entry;

  /** The group of one LittleProxy, whose entry is known once it has started. */
  GatedServerGroup(EventLoopGroup servers, Entry entry) {
    super("sekisho", 1, 1, 1, false);
    this.servers = servers;
    this.entry = entry;
  }

  @Override
  public EventLoopGroup getClientToProxyAcceptorPoolForTransport(TransportProtocol protocol) {
    return new RegisteringGroup(servers, this::registerListener);
  }

  @Override
  public EventLoopGroup getClientToProxyWorkerPoolForTransport(TransportProtocol protocol) {
    return new RegisteringGroup(servers, this::registerClient);
  }

  @Override
  public EventLoopGroup getProxyToServerWorkerPoolForTransport(TransportProtocol protocol) {
    return servers;
  }

  private ChannelFuture registerListener(Channel listener) {
    listener.pipeline().addLast(entry);
    return servers.register(listener);
  }

  private ChannelFuture registerClient(Channel client) {
    InnerChannel far = (InnerChannel) client;
    far.pipeline().addLast(new GateInstallation());
    return far.loop().register(far);
  }

  /** Runs behind LittleProxy's own initialization. */
  private static final class GateInstallation extends ChannelInitializer<InnerChannel> {
    @Override
    protected void initChannel(InnerChannel far) {
      far.pipeline().addBefore("handler", "gate", far.attr(Entry.GATE).get());
    }
  }
}
