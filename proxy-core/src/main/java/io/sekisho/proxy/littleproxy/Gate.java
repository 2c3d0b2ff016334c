package io.sekisho.proxy.littleproxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import io.sekisho.proxy.Fault;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Sockets;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What stands in front of LittleProxy's own handler of one client connection, for one server
 * connection. It holds all that is behind the first head until the server is connected, since
 * LittleProxy would wait for that on the event loop; has it dial one judged address and never
 * another; and lets no response through that is not whole, or that LittleProxy made up itself.
 *
 * <pre>
 *   DIALLING ── connected, or answered by a plug-in ──> OPEN ── either side ends ──> OVER
 *      └─────────────── failed, or given up ──────────────────────────────────────────┘
 * </pre>
 *
 * Confined to the client's event loop, but for what says otherwise.
 */
final class Gate extends ChannelDuplexHandler {
  private final InetSocketAddress judged;
  private final Limits limits;
  private final EventLoop loop;
  private final Outcome outcome;
  private final ResponseWatch watch = new ResponseWatch();
  private final Deque<Object> held = new ArrayDeque<>();

  private @Nullable ChannelHandlerContext context;
  private @Nullable Channel server;
  private @Nullable ServerResponses responses;
  private volatile HttpMethod first = HttpMethod.GET;
  private State state = State.DIALLING;
  private boolean serverWanted;

  private enum State {
    DIALLING,
    OPEN,
    OVER
  }

  /** Hears what came of dialling: one of both, once, unless it is given up before. */
  interface Outcome {
    void connected();

    void failed();
  }

  Gate(Limits limits, InetSocketAddress judged, EventLoop loop, Outcome outcome) {
    this.judged = judged;
    this.limits = limits;
    this.loop = loop;
    this.outcome = outcome;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    if (state == State.OVER || ((InnerChannel) ctx.channel()).isOtherGone()) {
      loop.execute(ctx::close);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    boolean fits = message instanceof HttpObject object && object.decoderResult().isSuccess();
    if (state == State.OVER || !fits) {
      ReferenceCountUtil.release(message);
      end();
    } else {
      held.add(message);
      passOn(ctx);
    }
  }

  private void passOn(ChannelHandlerContext ctx) {
    while (mayPass(held.peek())) {
      Object next = held.remove();
      if (next instanceof HttpRequest request) {
        expect(request.method());
      }
      ctx.fireChannelRead(next);
    }
  }

  private void expect(HttpMethod method) {
    watch.owed();
    if (responses == null) {
      first = method;
    } else {
      responses.expect(method);
    }
  }

  /** One request after the other, and what follows its head when there is somebody to take it. */
  private boolean mayPass(@Nullable Object next) {
    boolean now = next instanceof HttpRequest ? !watch.isOwed() : state == State.OPEN;
    return next != null && state != State.OVER && now;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (state == State.DIALLING && message instanceof HttpObject) {
      answeredWithoutServer();
    }
    boolean whole = !(message instanceof HttpObject object) || watch.accepts(object);
    if (state == State.OPEN && whole) {
      ctx.write(message, promise);
      passOn(ctx);
    } else {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      end();
    }
  }

  /** Behind an attempt to connect it can only be LittleProxy's word for a failure. */
  private void answeredWithoutServer() {
    if (serverWanted) {
      fail();
    } else {
      open();
    }
  }

  Limits limits() {
    return limits;
  }

  /** The response has no valid reading. From any thread. */
  void malformed(Fault fault) {
    later(
        () -> {
          if (state == State.OPEN && context != null) {
            ((InnerChannel) context.channel()).tellOther(fault);
          }
          end();
        });
  }

  /** The one address that may be dialled. */
  InetSocketAddress judged() {
    return judged;
  }

  /** LittleProxy begins to connect. A second time is none of what was asked for. */
  void connecting() {
    if (serverWanted) {
      end();
    }
    serverWanted = true;
  }

  /** The server is connected, and gets the request's head next. On its event loop. */
  void connected(Channel connection) {
    connection.config().setAutoClose(false);
    connection.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    ServerResponses reading = ServerResponses.takeOver(this, connection, first);
    connection.eventLoop().execute(() -> later(() -> opened(connection, reading)));
  }

  private void opened(Channel connection, ServerResponses reading) {
    server = connection;
    responses = reading;
    if (state == State.OVER) {
      connection.close();
    } else {
      open();
    }
  }

  private void open() {
    if (state != State.DIALLING) {
      return;
    }
    state = State.OPEN;
    outcome.connected();
    if (context != null) {
      passOn(context);
    }
  }

  /** The server cannot be reached. From any thread. */
  void connectingFailed() {
    later(this::fail);
  }

  private void fail() {
    if (state == State.DIALLING) {
      giveUp();
      outcome.failed();
    }
  }

  /** Nobody waits for it any more; nothing is told. */
  void giveUp() {
    state = State.OVER;
    if (context != null) {
      context.close();
    }
  }

  /** The server has ended, or is lost; what it said before still arrives. From any thread. */
  void serverEnded() {
    later(this::end);
  }

  private void end() {
    boolean ended = state == State.OVER;
    state = State.OVER;
    if (!ended && context != null) {
      context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** Whether nothing reaches the client's event loop any more. From any thread. */
  boolean isForsaken() {
    return loop.isShuttingDown();
  }

  /** On the client's event loop, unless that is being ended with all that is on it. */
  private void later(Runnable step) {
    if (!isForsaken()) {
      loop.execute(step);
    }
  }

  /** An exchange that is broken off on the near side is broken off at the server, too. */
  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    state = State.OVER;
    held.forEach(ReferenceCountUtil::release);
    held.clear();
    Channel connection = server;
    if (connection != null && ((InnerChannel) ctx.channel()).wasReset()) {
      connection.eventLoop().execute(() -> Sockets.reset(connection));
    }
    ctx.fireChannelInactive();
  }
}
