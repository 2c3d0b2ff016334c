package io.sekisho.rules.feed;

import java.io.IOException;

/** The index of a copy does not fit into memory; the message has the figures. */
final class NoRoomException extends IOException {
  private static final long serialVersionUID = 1L;

  NoRoomException(int entries, String figures) {
    super("does not fit into memory: its first %,d entries take %s".formatted(entries, figures));
  }
}
