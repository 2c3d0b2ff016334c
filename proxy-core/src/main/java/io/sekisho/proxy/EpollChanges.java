package io.sekisho.proxy;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells epoll what channels want to hear of, once before each wait and not at each change of mind:
 * a tunnel changes its mind ten times in its life and mostly takes it back before anybody waits,
 * and each time would be a system call.
 */
final class EpollChanges implements IoHandler {
  private static final Logger LOG = LoggerFactory.getLogger(EpollChanges.class);

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
    EpollWatch watch = new EpollWatch((EpollIoHandle) handle);
    return new Registration(watch, epoll.register(watch));
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
      apply(registration);
    }
    due.clear();
  }

  /** What goes wrong with one connection must not end the loop of all others. */
  private static void apply(Registration registration) {
    try {
      registration.apply();
    } catch (RuntimeException e) {
      LOG.error("A connection could not be told to the kernel", e);
    }
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
    private final EpollWatch watch;
    private final IoRegistration registration;

    Registration(EpollWatch watch, IoRegistration registration) {
      this.watch = watch;
      this.registration = registration;
    }

    /** Called on the event loop alone, as every use of a channel's registration is. */
    @Override
    public long submit(IoOps ops) {
      if (watch.want((EpollIoOps) ops)) {
        changed.add(this);
      }
      return ((EpollIoOps) ops).value();
    }

    void apply() {
      watch.tell(registration);
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
