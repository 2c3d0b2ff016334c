package io.sekisho.proxy.littleproxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.sekisho.proxy.Fault;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection within this process: what one end writes the other one reads, on one
 * event loop. An end that does not read is written to no further, as with sockets: what waits for
 * it is bounded, and then the writing end is no longer writable.
 *
 * <p>It reads while auto-read is on, and not otherwise. Its end hears of the other's as of a FIN.
 */
final class InnerChannel extends AbstractChannel implements DuplexChannel {
  private static final ChannelMetadata METADATA = new ChannelMetadata(false);

  /** Bytes that wait for an end that does not read them; one write may go beyond. */
  private static final int ROOM = 64 * 1024;

  private final EventLoop loop;
  private final InetSocketAddress remote;
  private final InnerConfig config = new InnerConfig(this);
  private final Deque<Object> arrived = new ArrayDeque<>();
  private @Nullable InnerChannel other;
  private int waiting;
  private boolean open = true;
  private boolean otherGone;
  private boolean endHeard;
  private boolean delivering;

  /**
   * An end that is joined to nothing yet.
   *
   * @param remote where it is said to lead
   */
  InnerChannel(EventLoop loop, InetSocketAddress remote) {
    super(null);
    this.loop = loop;
    this.remote = remote;
  }

  /** Makes a connection of two ends, before either is registered. */
  static void join(InnerChannel one, InnerChannel another) {
    one.other = another;
    another.other = one;
  }

  EventLoop loop() {
    return loop;
  }

  /** Has the other end's handlers hear of something, behind the bytes that have arrived there. */
  void tellOther(Fault fault) {
    if (other != null && other.open) {
      other.arrived.add(fault);
      other.deliverSoon();
    }
  }

  /** Whether the other end is closed. */
  boolean isOtherGone() {
    return otherGone;
  }

  /** Whether the other end was closed in the way of a reset. */
  boolean wasReset() {
    return other != null && other.config.isReset();
  }

  @Override
  protected void doBeginRead() {
    deliverSoon();
  }

  private void deliverSoon() {
    if (!delivering) {
      delivering = true;
      loop.execute(this::deliver);
    }
  }

  private void deliver() {
    delivering = false;
    if (arrived.isEmpty()) {
      hearEnd();
      return;
    }
    boolean any = false;
    while (isReading() && !arrived.isEmpty()) {
      any = true;
      hand(arrived.remove());
    }
    if (any) {
      pipeline().fireChannelReadComplete();
      resumeOther();
    }
  }

  private void hand(Object next) {
    if (next instanceof ByteBuf bytes) {
      waiting -= bytes.readableBytes();
      pipeline().fireChannelRead(bytes);
    } else {
      pipeline().fireUserEventTriggered(next);
    }
  }

  private boolean isReading() {
    return open && isRegistered() && config.isAutoRead();
  }

  private void hearEnd() {
    if (otherGone && !endHeard && isReading()) {
      endHeard = true;
      pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    }
  }

  private void resumeOther() {
    if (other != null && other.open) {
      other.unsafe().flush();
    }
  }

  @Override
  protected void doWrite(ChannelOutboundBuffer written) {
    for (Object next = written.current(); next != null; next = written.current()) {
      if (other == null || !other.open) {
        written.remove(new ClosedChannelException());
      } else if (other.waiting < ROOM) {
        other.arrive(((ByteBuf) next).retain());
        written.remove();
      } else {
        return;
      }
    }
  }

  private void arrive(ByteBuf bytes) {
    if (bytes.isReadable()) {
      arrived.add(bytes);
      waiting += bytes.readableBytes();
      deliverSoon();
    } else {
      bytes.release();
    }
  }

  @Override
  protected void doClose() {
    open = false;
    arrived.forEach(ReferenceCountUtil::release);
    arrived.clear();
    if (other != null && other.open) {
      other.otherClosed();
    }
  }

  private void otherClosed() {
    otherGone = true;
    if (config.isAllowHalfClosure()) {
      deliverSoon();
    } else {
      loop.execute(this::closeIfRegistered);
    }
  }

  /** One that is not yet registered finds out by itself when it is. */
  private void closeIfRegistered() {
    if (isRegistered()) {
      close();
    }
  }

  @Override
  public ChannelConfig config() {
    return config;
  }

  @Override
  public ChannelMetadata metadata() {
    return METADATA;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isActive() {
    return open;
  }

  @Override
  protected AbstractUnsafe newUnsafe() {
    return new InnerUnsafe();
  }

  @Override
  protected boolean isCompatible(EventLoop candidate) {
    return candidate == loop;
  }

  @Override
  protected @Nullable SocketAddress localAddress0() {
    return null;
  }

  @Override
  protected SocketAddress remoteAddress0() {
    return remote;
  }

  @Override
  protected void doBind(SocketAddress local) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void doDisconnect() {
    doClose();
  }

  @Override
  public boolean isInputShutdown() {
    return otherGone;
  }

  @Override
  public boolean isOutputShutdown() {
    return !open;
  }

  @Override
  public boolean isShutdown() {
    return !open;
  }

  // An exchange that ends before its time ends as a whole: nobody may end one side of it alone.

  @Override
  public ChannelFuture shutdownInput() {
    return shutdownInput(newPromise());
  }

  @Override
  public ChannelFuture shutdownInput(ChannelPromise promise) {
    return promise.setFailure(new UnsupportedOperationException());
  }

  @Override
  public ChannelFuture shutdownOutput() {
    return shutdownOutput(newPromise());
  }

  @Override
  public ChannelFuture shutdownOutput(ChannelPromise promise) {
    return promise.setFailure(new UnsupportedOperationException());
  }

  @Override
  public ChannelFuture shutdown() {
    return shutdown(newPromise());
  }

  @Override
  public ChannelFuture shutdown(ChannelPromise promise) {
    return promise.setFailure(new UnsupportedOperationException());
  }

  /** Both ends are joined before they are registered, so there is nothing to connect to. */
  private final class InnerUnsafe extends AbstractUnsafe {
    @Override
    public void connect(SocketAddress to, SocketAddress from, ChannelPromise promise) {
      promise.setFailure(new UnsupportedOperationException());
    }
  }
}
