package io.sekisho.rules.feed.format;

import java.io.IOException;

/** Nobody can tell which column of a copy is the destination; the message says so. */
public final class UnclearColumnsException extends IOException {
  private static final long serialVersionUID = 1L;

  UnclearColumnsException(String message) {
    super(message);
  }
}
