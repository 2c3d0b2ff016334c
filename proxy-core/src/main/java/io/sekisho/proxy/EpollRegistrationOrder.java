package io.sekisho.proxy;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.util.concurrent.ThreadAwareExecutor;

/**
 * Keeps a paused epoll channel registered. Netty 4.2.18 removes a channel from the epoll set when
 * it wants no events, and afterwards modifies an entry that is gone: the channel is then closed
 * with bytes unread. That happens with half-closure, auto-read back-pressure and an early FIN
 * together. Here such a channel stays in the set, with edge triggering and no event.
 */
final class EpollRegistrationOrder implements IoHandler {
  private final IoHandler epoll;

  private EpollRegistrationOrder(IoHandler epoll) {
    this.epoll = epoll;
  }

  static IoHandlerFactory of(IoHandlerFactory epoll) {
    return new IoHandlerFactory() {
      @Override
      public IoHandler newHandler(ThreadAwareExecutor executor) {
        return new EpollRegistrationOrder(epoll.newHandler(executor));
      }

      @Override
      public boolean isChangingThreadSupported() {
        return epoll.isChangingThreadSupported();
      }
    };
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    return new Registration(epoll.register(handle));
  }

  @Override
  public void initialize() {
    epoll.initialize();
  }

  @Override
  public int run(IoHandlerContext context) {
    return epoll.run(context);
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

  private static final class Registration implements IoRegistration {
    private final IoRegistration registration;
    private boolean added;

    Registration(IoRegistration registration) {
      this.registration = registration;
    }

    @Override
    public long submit(IoOps ops) {
      if (EpollIoOps.NONE.equals(ops)) {
        return added ? registration.submit(EpollIoOps.EPOLLET) : 0;
      }
      added = true;
      return registration.submit(ops);
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
