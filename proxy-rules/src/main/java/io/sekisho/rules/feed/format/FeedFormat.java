package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Precedence;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * One way in which feeds are written. A format reads; which entries count is decided by whoever
 * reads them, so a format knows no settings.
 */
public interface FeedFormat {

  /** The name of the format in configuration, such as {@code domains}. */
  String label();

  /** What a line of it needs to be understood. */
  enum Lines {
    /** Nothing else: it says the same wherever it stands, and whenever it is read. */
    ALONE,
    /** What stands before it, or the time of the copy; or there are no lines. */
    IN_CONTEXT
  }

  default Lines lines() {
    return Lines.IN_CONTEXT;
  }

  /** What its exceptions do to its claims. */
  default Precedence precedence() {
    return Precedence.EXCEPTION;
  }

  /**
   * Reads one copy from front to back and hands on what it finds, in the order of the copy. Content
   * that makes no sense is handed on as {@link FeedEntry.Rejected}.
   *
   * @param copy unpacked; not closed here
   * @throws IOException only where {@code copy} itself throws it, or an {@link
   *     UnclearColumnsException}, which may come unchecked too
   */
  void read(InputStream copy, Consumer<FeedEntry> entries) throws IOException;
}
