package io.sekisho.proxy.http.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.sekisho.proxy.Deadline;
import io.sekisho.proxy.Fault;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.egress.EarlyBytes;
import io.sekisho.proxy.egress.Reach;
import io.sekisho.proxy.http.BodyFraming;
import io.sekisho.proxy.http.Headers;
import io.sekisho.proxy.http.MessageDecoder;
import io.sekisho.proxy.http.MessageListener;
import io.sekisho.proxy.http.MessageWriter;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.proxy.http.ResponseHead;
import io.sekisho.proxy.http.Step;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A tunnel that is asked of the parent proxy (RFC 9110, 9.3.6). Behind a 2xx the connection is what
 * a direct one would be, with what the server has said already waiting in it; after anything else
 * it is closed, since what follows is nothing to the client.
 */
final class ParentConnect implements MessageListener<ResponseHead> {
  static final int LOGIN_WANTED = 407;
  static final String ASKS_FOR_LOGIN = "the parent proxy asks for authentication";

  private final Channel parent;
  private final Outcome outcome;
  private final MessageDecoder<ResponseHead> answers;
  private final Deadline deadline;
  private boolean over;

  /**
   * Hears what came of it: exactly one call.
   *
   * @param refused hears a status that opens no tunnel
   */
  record Outcome(
      Consumer<Channel> opened, Consumer<Integer> refused, Consumer<Reach.Refused> lost) {}

  /** Takes over a channel that was just connected to the parent. */
  ParentConnect(Channel parent, Limits limits, Outcome outcome) {
    this.parent = parent;
    this.outcome = outcome;
    this.answers = MessageDecoder.ofResponses(limits, this);
    this.deadline = new Deadline(parent.eventLoop());
  }

  void ask(RequestHead connect, Duration patience) {
    MessageWriter requests = new MessageWriter(parent);
    requests.request(connect, BodyFraming.NONE);
    requests.flush();
    deadline.in(patience, this::timedOut);
    parent.pipeline().addLast(answers);
    parent.pipeline().remove(EarlyBytes.class);
    answers.proceed();
  }

  /** Behind 2xx there is no message, whatever its fields say; behind others nobody reads it. */
  @Override
  public Step<BodyFraming> framing(ResponseHead head) {
    return Step.done(BodyFraming.NONE);
  }

  @Override
  public void head(ResponseHead head, BodyFraming framing) {
    if (head.isInterim()) {
      answers.proceed();
    } else if (head.status() >= 200 && head.status() < 300) {
      open();
    } else if (end()) {
      parent.close();
      outcome.refused().accept(head.status());
    }
  }

  private void open() {
    if (!end()) {
      return;
    }
    ByteBuf early = answers.handOver();
    parent.pipeline().addLast(new EarlyBytes());
    if (early.isReadable()) {
      parent.pipeline().fireChannelRead(early);
      parent.pipeline().fireChannelReadComplete();
    } else {
      early.release();
    }
    outcome.opened().accept(parent);
  }

  /** The end of an interim response. */
  @Override
  public void end(Headers trailers) {
    answers.proceed();
  }

  @Override
  public void malformed(Fault fault) {
    lost(RefusalReason.UNREACHABLE, "the parent proxy's answer is malformed: " + fault.reason());
  }

  @Override
  public void inputEnded() {
    lost(RefusalReason.UNREACHABLE, "the parent proxy closed the connection without an answer");
  }

  @Override
  public void truncated() {
    lost(RefusalReason.UNREACHABLE, "the parent proxy ended the connection inside its answer");
  }

  private void timedOut() {
    lost(RefusalReason.TIMEOUT, "the parent proxy opened no tunnel in time");
  }

  private void lost(RefusalReason reason, String detail) {
    if (end()) {
      parent.close();
      outcome.lost().accept(new Reach.Refused(reason, detail));
    }
  }

  /** True the first time. */
  private boolean end() {
    boolean first = !over;
    over = true;
    deadline.cancel();
    return first;
  }

  @Override
  public void headBegins() {}

  @Override
  public void content(ByteBuf content) {
    content.release();
  }

  @Override
  public void settled() {}

  @Override
  public void writabilityChanged() {}

  @Override
  public void closed() {
    // What came in before is still decoded, and then ends in truncated().
  }
}
