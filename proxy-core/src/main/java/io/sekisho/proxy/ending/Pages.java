package io.sekisho.proxy.ending;

import io.netty.channel.Channel;
import io.sekisho.proxy.answer.Answer;
import io.sekisho.proxy.client.Arrival;
import io.sekisho.proxy.http.RequestHead;
import java.util.function.Function;

/** Speaks HTTP with clients whose every request has its answer here. */
@FunctionalInterface
public interface Pages {
  /** Takes a connection over, of which nothing has been read. Called on its event loop. */
  void serve(Channel client, Arrival arrival, Function<RequestHead, Answer> answers);
}
