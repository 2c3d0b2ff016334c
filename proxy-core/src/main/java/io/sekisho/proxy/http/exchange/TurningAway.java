package io.sekisho.proxy.http.exchange;

import io.netty.channel.Channel;
import io.sekisho.proxy.answer.Answer;
import io.sekisho.proxy.http.Forwarding.Persistence;
import io.sekisho.proxy.http.MessageWriter;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers connections that there is no room for, without reading a request. Some of them may linger
 * so that the answer arrives; of a flood the rest is closed at once, and may see a reset instead.
 */
final class TurningAway {
  private static final int MAX_LINGERING = 256;

  private final HttpEngine engine;
  private final AtomicInteger lingering = new AtomicInteger();

  TurningAway(HttpEngine engine) {
    this.engine = engine;
  }

  void answer(Channel client, Answer answer) {
    AnswerWriter.write(
        new MessageWriter(client),
        client.alloc(),
        ClientSession.NO_HEAD,
        answer,
        Persistence.CLOSE);
    if (lingering.incrementAndGet() <= MAX_LINGERING) {
      client.closeFuture().addListener(closed -> lingering.decrementAndGet());
      engine.linger(client);
    } else {
      lingering.decrementAndGet();
      client.flush();
      client.close();
    }
  }
}
