package io.sekisho.proxy.http;

import io.netty.buffer.ByteBuf;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the end of a head within the limits, then has it parsed. Every byte is looked at once,
 * however the head is cut into segments. A line that ends in a bare LF, and a CR that no LF
 * follows, are refused as soon as they are seen (RFC 9112, 2.2 allows the first, and smuggling
 * lives on it).
 */
final class HeadReader<H> {
  private static final int BLOCK = 1024;
  private static final byte[] NOTHING = {};

  private final Limits limits;
  private final Grammar<H> grammar;
  private final Lead lead;
  private byte[] head = NOTHING;
  private int copied;
  private int scanned;
  private int lineStart;
  private boolean firstLineSeen;

  /** What a complete head means. */
  interface Grammar<H> {
    Step<H> read(byte[] head, int maxFields);
  }

  /** What may stand before the first line. */
  private enum Lead {
    /** Empty lines, which RFC 9112, 2.2 asks servers to skip before a request line. */
    EMPTY_LINES,
    /** Nothing, and the first line may be missing: a trailer section. */
    MAY_BE_EMPTY,
    NOTHING
  }

  private HeadReader(Limits limits, Grammar<H> grammar, Lead lead) {
    this.limits = limits;
    this.grammar = grammar;
    this.lead = lead;
    this.firstLineSeen = lead == Lead.MAY_BE_EMPTY;
  }

  static HeadReader<RequestHead> ofRequests(Limits limits) {
    return new HeadReader<>(limits, HeadGrammar::request, Lead.EMPTY_LINES);
  }

  static HeadReader<ResponseHead> ofResponses(Limits limits) {
    return new HeadReader<>(limits, HeadGrammar::response, Lead.NOTHING);
  }

  static HeadReader<Headers> ofTrailers(Limits limits) {
    return new HeadReader<>(limits, HeadGrammar::trailers, Lead.MAY_BE_EMPTY);
  }

  /** Whether there is more than empty lines in front of a head, which are skipped. */
  boolean hasBegun(ByteBuf in) {
    skipEmptyLines(in);
    boolean halfLine =
        lead == Lead.EMPTY_LINES && in.readableBytes() == 1 && in.getByte(in.readerIndex()) == '\r';
    return in.isReadable() && !halfLine;
  }

  Step<H> read(ByteBuf in) {
    skipEmptyLines(in);
    while (copyMore(in)) {
      Step<H> step = scan(in);
      if (step != null) {
        return step;
      }
    }
    return Step.needMore();
  }

  private void skipEmptyLines(ByteBuf in) {
    while (lead == Lead.EMPTY_LINES
        && scanned == 0
        && in.readableBytes() >= 2
        && in.getShort(in.readerIndex()) == HeadersBuilder.CR_LF) {
      in.skipBytes(2);
      copied = 0;
    }
  }

  /** Copies the next block, without reading over it; false where there are no new bytes. */
  private boolean copyMore(ByteBuf in) {
    int more = Math.min(in.readableBytes() - copied, BLOCK);
    if (more <= 0) {
      return false;
    }
    if (copied + more > head.length) {
      head = Arrays.copyOf(head, Math.max(copied + more, 2 * head.length));
    }
    in.getBytes(in.readerIndex() + copied, head, copied, more);
    copied += more;
    return true;
  }

  /** Looks at what was copied; null where the end of the head is not among it. */
  private @Nullable Step<H> scan(ByteBuf in) {
    while (scanned < copied) {
      byte b = head[scanned];
      if (b == '\r') {
        if (scanned + 1 == copied) {
          return null;
        }
        if (head[scanned + 1] != '\n') {
          return Step.bad("a CR is not followed by LF");
        }
        boolean emptyLine = scanned == lineStart;
        scanned += 2;
        if (emptyLine && firstLineSeen) {
          return parse(in);
        }
        lineStart = scanned;
        firstLineSeen = true;
      } else if (b == '\n') {
        return Step.bad("a line ends in LF without CR");
      } else {
        scanned++;
      }
      if (isBeyondLimits()) {
        return firstLineSeen
            ? Step.beyond(Limit.HEADER_SECTION, "the header section is too long")
            : Step.beyond(Limit.REQUEST_LINE, "the first line is too long");
      }
    }
    return null;
  }

  private boolean isBeyondLimits() {
    return firstLineSeen ? scanned > limits.headerSection() : scanned > limits.requestLine();
  }

  private Step<H> parse(ByteBuf in) {
    byte[] complete = head;
    in.skipBytes(scanned);
    head = NOTHING;
    copied = 0;
    scanned = 0;
    lineStart = 0;
    firstLineSeen = lead == Lead.MAY_BE_EMPTY;
    return grammar.read(complete, limits.headerFields());
  }
}
