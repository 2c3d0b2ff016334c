package io.sekisho.app.feeds;

import io.sekisho.rules.feed.CopyTooLargeException;
import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/** A file that copies of a feed come from, and the clock by which they are found there. */
record FileOrigin(Path file, InstantSource clock) {

  /** The file as it is now. */
  FeedCopy copy() throws IOException {
    Instant modified = Files.getLastModifiedTime(file).toInstant();
    return FeedCopy.inFile(file.toString(), file, modified).seenAt(clock.instant());
  }

  /** Whether the file holds the bytes of {@code copy}. */
  boolean holds(FeedCopy copy) {
    try {
      return Files.size(file) == copy.size() && copy().digest().equals(copy.digest());
    } catch (IOException e) {
      return false;
    }
  }

  /** Why there is no copy. */
  FeedFailure failure(IOException e) {
    if (e instanceof NoSuchFileException) {
      return new FeedFailure(FeedFault.MISSING, file + " does not exist");
    }
    return e instanceof CopyTooLargeException
        ? new FeedFailure(FeedFault.TOO_LARGE, file + " " + e.getMessage())
        : new FeedFailure(FeedFault.UNREADABLE, file + " cannot be read: " + e);
  }

  FileStamp stamp() {
    return FileStamp.of(file);
  }
}
