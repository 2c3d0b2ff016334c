package io.sekisho.app.config;

/** The text of one value does not mean anything here; the message says why, without the key. */
final class BadValue extends Exception {
  private static final long serialVersionUID = 1;

  BadValue(String message) {
    super(message);
  }
}
