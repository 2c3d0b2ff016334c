package io.sekisho.proxy.http;

import io.netty.buffer.ByteBuf;
import io.sekisho.proxy.Limits;

/**
 * Reads the chunked coding (RFC 9112, 7.1) strictly: hexadecimal sizes of at most 15 digits, CR LF
 * after each size and each chunk. Extensions are read over and not passed on.
 */
final class ChunkReader {
  private static final int MAX_SIZE_DIGITS = 15;
  private static final int MAX_EXTENSION = 256;
  private static final Step<BodyPart> NEED_MORE = Step.needMore();

  private final HeadReader<Headers> trailers;
  private State state = State.SIZE;
  private long left;
  private int digits;
  private int extension;

  private enum State {
    SIZE,
    EXTENSION,
    SIZE_LF,
    DATA,
    DATA_LF,
    TRAILERS
  }

  ChunkReader(Limits limits) {
    this.trailers = HeadReader.ofTrailers(limits);
  }

  Step<BodyPart> read(ByteBuf in) {
    while (true) {
      if (state == State.TRAILERS) {
        return trailers.read(in).then(fields -> Step.done(new BodyPart.End(fields)));
      }
      if (!in.isReadable()) {
        return NEED_MORE;
      }
      if (state == State.DATA && left > 0) {
        int available = (int) Math.min(left, in.readableBytes());
        left -= available;
        return BodyReader.slice(in, available);
      }
      if (!accepts(in.readByte())) {
        return Step.bad("the chunked coding is broken");
      }
    }
  }

  /** Takes one byte that is not content; false where none of the kind may stand here. */
  private boolean accepts(byte b) {
    return switch (state) {
      case SIZE -> size(b);
      case EXTENSION -> extension(b);
      case SIZE_LF -> expect(b, '\n', left == 0 ? State.TRAILERS : State.DATA);
      case DATA -> expect(b, '\r', State.DATA_LF);
      case DATA_LF -> expect(b, '\n', State.SIZE);
      case TRAILERS -> false;
    };
  }

  private boolean size(byte b) {
    int digit = b < 0 ? -1 : Character.digit(b, 16);
    if (digit >= 0) {
      left = left << 4 | digit;
      return ++digits <= MAX_SIZE_DIGITS;
    }
    if (digits == 0) {
      return false;
    }
    digits = 0;
    extension = 0;
    if (b == ';') {
      state = State.EXTENSION;
      return true;
    }
    return expect(b, '\r', State.SIZE_LF);
  }

  private boolean extension(byte b) {
    if (b == '\r') {
      state = State.SIZE_LF;
      return true;
    }
    boolean control = (b >= 0 && b < ' ' && b != '\t') || b == 0x7f;
    return !control && ++extension <= MAX_EXTENSION;
  }

  private boolean expect(byte b, char wanted, State next) {
    state = next;
    return b == wanted;
  }
}
