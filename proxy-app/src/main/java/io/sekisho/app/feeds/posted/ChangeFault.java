package io.sekisho.app.feeds.posted;

import com.fasterxml.jackson.core.JsonLocation;

/** A change that cannot be read; the message names the place. */
public final class ChangeFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What is wrong with it. */
  public enum Kind {
    MALFORMED,
    TOO_LONG
  }

  ChangeFault(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static ChangeFault malformed(JsonLocation place, String message) {
    String where =
        place.getLineNr() > 0
            ? " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")"
            : "";
    return new ChangeFault(Kind.MALFORMED, message + where);
  }

  public Kind kind() {
    return kind;
  }
}
