package io.sekisho.app.cli;

/** What was asked cannot be done; the message is all that the person needs. */
final class UsageFault extends Exception {
  private static final long serialVersionUID = 1;

  UsageFault(String message) {
    super(message);
  }
}
