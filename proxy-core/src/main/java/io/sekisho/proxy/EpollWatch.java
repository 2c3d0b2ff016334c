package io.sekisho.proxy;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.io.UncheckedIOException;

/**
 * Stands between one channel and epoll: what the channel wants to hear of, what epoll was told, and
 * what the channel is let hear. Confined to the event loop.
 *
 * <p>A paused channel hears of no FIN. Netty would then read on to the end of the input, paused or
 * not, and all that waits in the kernel would come in, whatever the limit on what is held. So the
 * FIN waits behind the bytes, and is found by reading, as it is without epoll. A reset is heard at
 * once, and ends the channel.
 *
 * <p>A paused channel stays registered. Netty 4.2.18 removes a channel from the epoll set when it
 * wants no events, and afterwards modifies an entry that is gone: the channel is then closed with
 * bytes unread. That happens with half-closure, auto-read back-pressure and an early FIN together.
 * Here such a channel stays in the set, with edge triggering and no event.
 */
final class EpollWatch implements EpollIoHandle {
  private static final EpollIoOps RESET = EpollIoOps.EPOLLERR;
  private static final EpollIoOps BYTES = EpollIoOps.EPOLLIN;
  private static final EpollIoOps FIN = EpollIoOps.EPOLLRDHUP;
  private static final EpollIoOps BYTES_OR_ROOM = BYTES.with(EpollIoOps.EPOLLOUT);
  private static final EpollIoEvent MORE_BYTES = () -> BYTES;

  private final EpollIoHandle channel;
  private EpollIoOps told = EpollIoOps.NONE;
  private EpollIoOps wanted = EpollIoOps.NONE;
  private boolean queued;

  EpollWatch(EpollIoHandle channel) {
    this.channel = channel;
  }

  /** Notes what the channel wants from now on; whether {@link #tell} has to be called for it. */
  boolean want(EpollIoOps ops) {
    wanted = ops;
    boolean first = !queued;
    queued = true;
    return first;
  }

  /** Tells epoll what is wanted by now. */
  void tell(IoRegistration epoll) {
    queued = false;
    EpollIoOps next = toBeTold();
    if (epoll.isValid() && !next.equals(told)) {
      told = next;
      tell(epoll, next);
    }
  }

  private EpollIoOps toBeTold() {
    if (wanted.contains(BYTES)) {
      return wanted;
    }
    EpollIoOps paused = wanted.without(FIN);
    boolean watched = !wanted.equals(EpollIoOps.NONE) || !told.equals(EpollIoOps.NONE);
    return watched && paused.equals(EpollIoOps.NONE) ? EpollIoOps.EPOLLET : paused;
  }

  /** A channel that epoll refuses (the kernel bounds its watches) would never be heard again. */
  private void tell(IoRegistration epoll, EpollIoOps ops) {
    try {
      epoll.submit(ops);
    } catch (UncheckedIOException e) {
      close();
    }
  }

  @Override
  public void handle(IoRegistration epoll, IoEvent event) {
    EpollIoOps ready = ((EpollIoEvent) event).ops();
    if (wanted.contains(BYTES_OR_ROOM)) {
      hear(epoll, event, ready);
    } else if (ready.contains(RESET)) {
      close();
    }
  }

  /** Where a FIN is in sight, reading goes on at once: whoever reads may as well find it. */
  private void hear(IoRegistration epoll, IoEvent event, EpollIoOps ready) {
    if (!ready.contains(FIN)) {
      channel.handle(epoll, event);
      return;
    }
    EpollIoOps rest = ready.without(FIN);
    channel.handle(epoll, (EpollIoEvent) () -> rest);
    if (wanted.contains(BYTES) && epoll.isValid()) {
      channel.handle(epoll, MORE_BYTES);
    }
  }

  @Override
  public FileDescriptor fd() {
    return channel.fd();
  }

  @Override
  public void registered() {
    channel.registered();
  }

  @Override
  public void unregistered() {
    channel.unregistered();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
