package io.sekisho.rules.feed;

import java.util.Locale;

/** Why a copy of a feed does not take effect. The label is what people and metrics see. */
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
  UNKNOWN_FORMAT,
  AMBIGUOUS_FORMAT,
  /** More lines that make no sense in the format than lines that do. */
  MOSTLY_REJECTED,
  /** Many entries fewer than the last good copy. */
  SHRUNK,
  /** Shorter than the last good copy, and ended within a line. */
  CUT_SHORT,
  /** It lists what no feed may ever list. */
  CANARY_LISTED;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  public String label() {
    return label;
  }
}
