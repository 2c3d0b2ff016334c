package io.sekisho.rules.feed;

import java.util.Locale;

/**
 * What is wrong with a feed, mostly why a copy of it does not take effect. The label is what people
 * and metrics see.
 */
public enum FeedFault {
  /** There is no such file. */
  MISSING,
  /** The file is there and cannot be read. */
  UNREADABLE,
  /** Its server cannot be reached, or gives no answer. */
  UNREACHABLE,
  /** Its server shows a certificate that is not trusted. */
  CERTIFICATE,
  /** Its server answers with an error, or sends elsewhere in vain. */
  HTTP_STATUS,
  /** Its server sends less than the whole, or takes too long for it. */
  INCOMPLETE,
  /** Not a single entry, and nothing that looks like a failed one. */
  EMPTY,
  /** Text, but not a single line of it is an entry. */
  NOTHING_RECOGNISED,
  BINARY,
  /** A page or a document in HTML or XML, such as an error page. */
  MARKUP,
  /** Compressed data that ends too soon or is damaged. */
  BROKEN_ARCHIVE,
  /** One of the bounds on size, growth by unpacking, or entries. */
  TOO_LARGE,
  /** What it would become does not fit into memory. */
  NO_ROOM,
  UNKNOWN_FORMAT,
  AMBIGUOUS_FORMAT,
  /** More lines that make no sense in the format than lines that do. */
  MOSTLY_REJECTED,
  /** Many entries fewer than the last good copy. */
  SHRUNK,
  /** Many entries more than the last good copy. */
  GROWN,
  /**
   * Fewer entries than it says itself, no sense from some place on, or shorter than the last good
   * copy and without its end.
   */
  CUT_SHORT,
  /** Every entry has expired. */
  EXPIRED,
  /** It says that it is no longer kept. */
  DEPRECATED,
  /** It was not found good for several times as long as it should take. */
  STALE,
  /** It lists what no feed may ever list. */
  CANARY_LISTED;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  public String label() {
    return label;
  }
}
