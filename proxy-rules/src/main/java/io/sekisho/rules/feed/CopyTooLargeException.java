package io.sekisho.rules.feed;

import java.io.IOException;

/** A copy goes past one of the bounds; the message says which. */
public final class CopyTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  CopyTooLargeException(String message) {
    super(message);
  }
}
