package io.sekisho.rules.match;

import io.sekisho.rules.match.table.TableFullException;

/**
 * Levels are not merged, since that would not fit into memory or into a table; the message has the
 * figures. What is in force stays as it is.
 */
public final class NoRoomToMergeException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  NoRoomToMergeException(int levels, String figures) {
    super("to merge %d levels %s".formatted(levels, figures));
  }

  NoRoomToMergeException(int levels, TableFullException full) {
    super("to merge %d levels: %s".formatted(levels, full.getMessage()), full);
  }
}
