package io.sekisho.proxy.http;

import io.netty.buffer.ByteBuf;
import java.util.function.Function;

/** A piece of a message body. */
sealed interface BodyPart {

  /** Some content; whoever receives it releases it. */
  record Data(ByteBuf content) implements BodyPart {
    @Override
    public <R> R fold(Function<ByteBuf, R> data, Function<Headers, R> end) {
      return data.apply(content);
    }
  }

  /** The end of the body, with the trailer fields that a chunked one may carry. */
  record End(Headers trailers) implements BodyPart {
    @Override
    public <R> R fold(Function<ByteBuf, R> data, Function<Headers, R> end) {
      return end.apply(trailers);
    }
  }

  <R> R fold(Function<ByteBuf, R> data, Function<Headers, R> end);
}
