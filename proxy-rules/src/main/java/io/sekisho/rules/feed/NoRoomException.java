package io.sekisho.rules.feed;

import java.io.IOException;

/** The index of a copy does not fit into memory; the message has the figures. */
final class NoRoomException extends IOException {
  private static final long serialVersionUID = 1L;

  private NoRoomException(String what) {
    super("does not fit into memory: " + what);
  }

  /** Of a copy that is still read. */
  static NoRoomException soFar(int entries, String figures) {
    return new NoRoomException("its first %,d entries take %s".formatted(entries, figures));
  }

  /** Of a copy that was read. */
  static NoRoomException toCompile(int entries, String figures) {
    return new NoRoomException("to compile its %,d entries %s".formatted(entries, figures));
  }
}
