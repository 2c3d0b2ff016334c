package io.sekisho.proxy;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells epoll what channels want to hear of, once before each wait and not at each change of mind:
 * a tunnel changes its mind ten times in its life and mostly takes it back before anybody waits,
 * and each time would be a system call.
 *
 * <p>It also keeps a paused channel registered. Netty 4.2.18 removes a channel from the epoll set
 * when it wants no events, and afterwards modifies an entry that is gone: the channel is then
 * closed with bytes unread. That happens with half-closure, auto-read back-pressure and an early
 * FIN together. Here such a channel stays in the set, with edge triggering and no event.
 */
final class EpollChanges implements IoHandler {
  private final IoHandler epoll;
  private List<Registration> changed = new ArrayList<>();
  private List<Registration> applying = new ArrayList<>();

  private EpollChanges(IoHandler epoll) {
    this.epoll = epoll;
  }

  static IoHandlerFactory of(IoHandlerFactory epoll) {
    return new IoHandlerFactory() {
      @Override
      public IoHandler newHandler(ThreadAwareExecutor executor) {
        return new EpollChanges(epoll.newHandler(executor));
      }

      @Override
      public boolean isChangingThreadSupported() {
        return epoll.isChangingThreadSupported();
      }
    };
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    return new Registration(handle, epoll.register(handle));
  }

  @Override
  public void initialize() {
    epoll.initialize();
  }

  @Override
  public int run(IoHandlerContext context) {
    applyChanges();
    return epoll.run(context);
  }

  private void applyChanges() {
    List<Registration> due = changed;
    changed = applying;
    applying = due;
    for (Registration registration : due) {
      registration.apply();
    }
    due.clear();
  }

  @Override
  public void prepareToDestroy() {
    epoll.prepareToDestroy();
  }

  @Override
  public void destroy() {
    epoll.destroy();
  }

  @Override
  public void wakeup() {
    epoll.wakeup();
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return epoll.isCompatible(handleType);
  }

  private final class Registration implements IoRegistration {
    private final IoHandle handle;
    private final IoRegistration registration;
    private EpollIoOps applied = EpollIoOps.NONE;
    private EpollIoOps wanted = EpollIoOps.NONE;
    private boolean queued;

    Registration(IoHandle handle, IoRegistration registration) {
      this.handle = handle;
      this.registration = registration;
    }

    /** Called on the event loop alone, as every use of a channel's registration is. */
    @Override
    public long submit(IoOps ops) {
      wanted = (EpollIoOps) ops;
      if (!queued) {
        queued = true;
        changed.add(this);
      }
      return wanted.value();
    }

    void apply() {
      queued = false;
      EpollIoOps next = isPaused() ? EpollIoOps.EPOLLET : wanted;
      if (registration.isValid() && !next.equals(applied)) {
        applied = next;
        tellEpoll(next);
      }
    }

    /** A channel that epoll refuses (the kernel bounds its watches) would never be heard again. */
    private void tellEpoll(EpollIoOps ops) {
      try {
        registration.submit(ops);
      } catch (UncheckedIOException e) {
        closeHandle();
      }
    }

    private void closeHandle() {
      try {
        handle.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    private boolean isPaused() {
      return wanted.equals(EpollIoOps.NONE) && !applied.equals(EpollIoOps.NONE);
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the signature is Netty's
    public <T> T attachment() {
      return registration.attachment();
    }

    @Override
    public boolean isValid() {
      return registration.isValid();
    }

    @Override
    public boolean cancel() {
      return registration.cancel();
    }
  }
}
