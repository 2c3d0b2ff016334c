package io.sekisho.rules.snapshot.file;

import java.io.IOException;

/** What happens on disk, one after the other, when a snapshot is replaced. */
enum WriteStep {
  CREATED,
  WRITTEN,
  FORCED,
  LINKED,
  PREVIOUS_KEPT,
  PUBLISHED,
  DIRECTORY_FORCED;

  /** Told of each step when it is done, so that a test can end there. */
  @FunctionalInterface
  interface Watcher {
    Watcher NONE = step -> {};

    void done(WriteStep step) throws IOException;
  }
}
