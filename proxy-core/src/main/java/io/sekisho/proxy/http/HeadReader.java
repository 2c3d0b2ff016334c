package io.sekisho.proxy.http;

import io.netty.buffer.ByteBuf;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import java.util.function.BiFunction;

/**
 * Waits for the end of a head within the limits, then has it parsed. Every byte is looked at once,
 * however the head is cut into segments. A line that ends in a bare LF, and a CR that no LF
 * follows, are refused as soon as they are seen (RFC 9112, 2.2 allows the first, and smuggling
 * lives on it).
 */
final class HeadReader<H> {
  private final Limits limits;
  private final Grammar<H> grammar;
  private final Lead lead;
  private int scanned;
  private int lineStart;
  private boolean firstLineSeen;

  /** What a complete head, of so many fields at the most, means. */
  interface Grammar<H> extends BiFunction<byte[], Integer, Step<H>> {}

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

  Step<H> read(ByteBuf in) {
    skipEmptyLines(in);
    int start = in.readerIndex();
    while (scanned < in.readableBytes()) {
      byte b = in.getByte(start + scanned);
      if (b == '\r') {
        if (scanned + 1 == in.readableBytes()) {
          break;
        }
        if (in.getByte(start + scanned + 1) != '\n') {
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
    return Step.needMore();
  }

  private boolean isBeyondLimits() {
    return firstLineSeen ? scanned > limits.headerSection() : scanned > limits.requestLine();
  }

  private void skipEmptyLines(ByteBuf in) {
    while (lead == Lead.EMPTY_LINES
        && scanned == 0
        && in.readableBytes() >= 2
        && in.getShort(in.readerIndex()) == 0x0d0a) {
      in.skipBytes(2);
    }
  }

  private Step<H> parse(ByteBuf in) {
    byte[] head = new byte[scanned];
    in.readBytes(head);
    scanned = 0;
    lineStart = 0;
    firstLineSeen = lead == Lead.MAY_BE_EMPTY;
    return grammar.apply(head, limits.headerFields());
  }
}
