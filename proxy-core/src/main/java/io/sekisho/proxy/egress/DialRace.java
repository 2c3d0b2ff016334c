package io.sekisho.proxy.egress;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.RefusalReason;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One dialling of several addresses, of which at most one connection survives. */
final class DialRace {
  private static final long STAGGER_MILLIS = 250;

  private final Bootstrap bootstrap;
  private final List<InetSocketAddress> candidates;
  private final Duration connectTime;
  private final PendingDial dial;
  private final List<ChannelFuture> attempts = new ArrayList<>();
  private @Nullable Future<?> timeOut;
  private @Nullable Future<?> stagger;
  private int failed;
  private boolean over;
  private @Nullable Throwable lastFailure;

  DialRace(
      Bootstrap bootstrap,
      List<InetSocketAddress> candidates,
      Duration connectTime,
      PendingDial dial) {
    this.bootstrap = bootstrap;
    this.candidates = candidates;
    this.connectTime = connectTime;
    this.dial = dial;
  }

  void start(EventLoop loop) {
    dial.cancelledBy(this::cancel);
    timeOut = loop.schedule(this::timeOut, connectTime.toMillis(), TimeUnit.MILLISECONDS);
    attemptNext(loop);
  }

  private void attemptNext(EventLoop loop) {
    if (over || attempts.size() == candidates.size()) {
      return;
    }
    ChannelFuture attempt =
        bootstrap
            .clone()
            .handler(new EarlyBytesInitializer())
            .connect(candidates.get(attempts.size()));
    attempts.add(attempt);
    attempt.addListener(done -> attemptDone(loop, attempt));
    if (!over && attempts.size() < candidates.size()) {
      cancel(stagger);
      stagger = loop.schedule(() -> attemptNext(loop), STAGGER_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void attemptDone(EventLoop loop, ChannelFuture attempt) {
    if (attempt.isSuccess() && !over) {
      end();
      attempts.stream().filter(other -> other != attempt).forEach(DialRace::abandon);
      dial.accept(new Reach.Connected(attempt.channel()));
    } else if (attempt.isSuccess()) {
      abandon(attempt);
    } else if (!over) {
      failed++;
      lastFailure = attempt.cause();
      if (failed == candidates.size()) {
        end();
        dial.accept(failure());
      } else {
        attemptNext(loop);
      }
    }
  }

  private void timeOut() {
    if (!over) {
      cancel();
      dial.accept(timedOut());
    }
  }

  private void cancel() {
    end();
    attempts.forEach(DialRace::abandon);
  }

  private void end() {
    over = true;
    cancel(timeOut);
    cancel(stagger);
  }

  private static void cancel(@Nullable Future<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private Reach failure() {
    return lastFailure instanceof ConnectTimeoutException
        ? timedOut()
        : new Reach.Refused(RefusalReason.UNREACHABLE, "the server cannot be reached: " + cause());
  }

  private Reach timedOut() {
    dial.reached(Limit.CONNECT_TIME);
    return new Reach.Refused(
        RefusalReason.TIMEOUT, "no connection within " + connectTime.toMillis() + " ms");
  }

  private String cause() {
    if (lastFailure instanceof NoRouteToHostException) {
      return "no route";
    }
    return lastFailure instanceof ConnectException ? "connection refused" : "connecting failed";
  }

  private static void abandon(ChannelFuture attempt) {
    Reach.giveUp(attempt.channel());
  }

  private static final class EarlyBytesInitializer extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channel.pipeline().addLast(new EarlyBytes());
    }
  }
}
