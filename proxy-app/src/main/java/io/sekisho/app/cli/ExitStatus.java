package io.sekisho.app.cli;

/** What a command's end tells the shell. */
final class ExitStatus {
  static final int OK = 0;
  static final int HOSTILE = 1;
  static final int FAULT = 2;

  private ExitStatus() {}
}
