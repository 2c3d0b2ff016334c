package io.sekisho.proxy.egress;

import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.rules.indicator.IpAddress;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One dialling of several addresses, of which at most one connection survives. */
final class DialRace {
  private static final long STAGGER_MILLIS = 250;

  private final Dialer dialer;
  private final @Nullable IpAddress source;
  private final List<InetSocketAddress> candidates;
  private final PendingDial dial;
  private final Consumer<Reach> then;
  private final List<ChannelFuture> attempts = new ArrayList<>();
  private @Nullable Future<?> timeOut;
  private @Nullable Future<?> stagger;
  private int failed;
  private boolean over;
  private @Nullable Throwable lastFailure;

  DialRace(
      Dialer dialer,
      NextHop.Peer peer,
      List<InetSocketAddress> candidates,
      PendingDial dial,
      Consumer<Reach> then) {
    this.dialer = dialer;
    this.source = peer.source();
    this.candidates = candidates;
    this.dial = dial;
    this.then = then;
  }

  void start(EventLoop loop) {
    dial.cancelledBy(this::cancel);
    timeOut = loop.schedule(this::timeOut, dialer.connectTime().toMillis(), TimeUnit.MILLISECONDS);
    attemptNext(loop);
  }

  private void attemptNext(EventLoop loop) {
    if (over || attempts.size() == candidates.size()) {
      return;
    }
    ChannelFuture attempt = dialer.connect(candidates.get(attempts.size()), source, loop);
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
      dialer.connected(attempt.channel());
      attempts.stream().filter(other -> other != attempt).forEach(DialRace::abandon);
      then.accept(new Reach.Connected(attempt.channel()));
    } else if (attempt.isSuccess()) {
      abandon(attempt);
    } else if (!over) {
      failed++;
      lastFailure = attempt.cause();
      if (failed == candidates.size()) {
        end();
        then.accept(failure());
      } else {
        attemptNext(loop);
      }
    }
  }

  private void timeOut() {
    if (!over) {
      cancel();
      then.accept(timedOut());
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
    return new Reach.Refused(RefusalReason.UNREACHABLE, "the server cannot be reached: " + cause());
  }

  private Reach timedOut() {
    dial.reached(Limit.CONNECT_TIME);
    return new Reach.Refused(
        RefusalReason.TIMEOUT, "no connection within " + dialer.connectTime().toMillis() + " ms");
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
}
