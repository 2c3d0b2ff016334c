package io.sekisho.proxy.http;

import io.netty.buffer.ByteBuf;
import io.sekisho.proxy.Limits;

/**
 * Reads one body by its framing. Content is handed on as slices of what was received, so a body of
 * any size takes no memory of its own.
 */
final class BodyReader {
  private static final Step<BodyPart> END = Step.done(new BodyPart.End(Headers.NONE));

  private final BodyFraming.Kind kind;
  private final ChunkReader chunks;
  private long left;

  BodyReader(BodyFraming framing, Limits limits) {
    this.kind = framing.kind();
    this.left = framing.length();
    this.chunks = new ChunkReader(limits);
  }

  Step<BodyPart> read(ByteBuf in) {
    return switch (kind) {
      case NONE -> END;
      case LENGTH -> left == 0 ? END : data(in);
      case CHUNKED -> chunks.read(in);
      case UNTIL_CLOSE -> in.isReadable() ? slice(in, in.readableBytes()) : Step.needMore();
    };
  }

  /** Whether the end of input is the end of this body, and not a truncation. */
  boolean endsWithInput() {
    return kind == BodyFraming.Kind.UNTIL_CLOSE;
  }

  private Step<BodyPart> data(ByteBuf in) {
    int available = (int) Math.min(left, in.readableBytes());
    left -= available;
    return available == 0 ? Step.needMore() : slice(in, available);
  }

  static Step<BodyPart> slice(ByteBuf in, int length) {
    return Step.done(new BodyPart.Data(in.readRetainedSlice(length)));
  }
}
