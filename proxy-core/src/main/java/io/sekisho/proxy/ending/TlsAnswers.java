package io.sekisho.proxy.ending;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Headcount;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.TlsOutcome;
import io.sekisho.proxy.ca.Minting;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.IpAddress;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Answers inside of TLS: hostile handshakes are brought to their end with a certificate of the
 * configured authority, and whatever is asked behind them gets the answer. No server has a part in
 * it, and no flow that is not hostile. Their number is limited, since each costs a signature; what
 * comes beyond is reset, and so is all that no certificate can be made for. For all event loops.
 */
public final class TlsAnswers {
  private static final int THREAD_IDLE_SECONDS = 10;

  private final Limits limits;
  private final Headcount headcount;
  private final Minting minting;
  private final Pages pages;
  private final Executor handshakes;

  /**
   * Those of one listener.
   *
   * @param headcount of all that are there, those of earlier configurations included
   */
  public TlsAnswers(Limits limits, Headcount headcount, Minting minting, Pages pages) {
    this.limits = limits;
    this.headcount = headcount;
    this.minting = minting;
    this.pages = pages;
    this.handshakes = threads();
  }

  /**
   * Threads for what is dear in a handshake, which go when there is none for a while. Each
   * handshake waits for one thing at a time, so the queue is as long as there may be handshakes.
   */
  private static Executor threads() {
    int most = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            most,
            most,
            THREAD_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory("sekisho-handshake", true));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Whether a hostile CONNECT is let in, because its answer can be given inside.
   *
   * @param target that a certificate will be needed for
   */
  public boolean await(Inquiry inquiry, Host target) {
    Action inside = inquiry.answers().rungs().tls();
    boolean shown = inside == Action.REFUSE || inside == Action.REDIRECT;
    return shown && minting.maySpeakFor(target);
  }

  /**
   * Gives a flow its answer.
   *
   * @param action {@link Action#REFUSE} or {@link Action#REDIRECT}
   * @param said what the client has said so far
   */
  void give(StoppedFlow flow, Action action, ByteBuf said) {
    IpAddress client = flow.arrival().address();
    Optional<Limit> full = headcount.enter(client, limits.tlsAnswers());
    if (full.isPresent()) {
      said.release();
      flow.inquiry().reached(full.get());
      flow.inquiry().tlsAnswered(TlsOutcome.TOO_MANY);
      Sockets.reset(flow.client());
      return;
    }
    flow.client().closeFuture().addListener(closed -> headcount.leave(client));
    TlsProgress progress = new TlsProgress(flow);
    flow.client().pipeline().addLast(new AwaitedHello(this, flow, action, progress, said));
  }

  Limits limits() {
    return limits;
  }

  Minting minting() {
    return minting;
  }

  Pages pages() {
    return pages;
  }

  Executor handshakes() {
    return handshakes;
  }
}
