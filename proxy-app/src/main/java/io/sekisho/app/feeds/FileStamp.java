package io.sekisho.app.feeds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What tells one state of a file from the next without reading it. Symbolic links are followed, so
 * that a link turned to another file is a change.
 *
 * @param key the identity of the file, such as its inode; null where the file system has none
 */
record FileStamp(Instant modified, long size, @Nullable Object key) {
  /** The stamp of what is not there, or cannot be looked at. */
  static final FileStamp ABSENT = new FileStamp(Instant.MIN, -1, null);

  /** Whether both are there, and are known to be two files. */
  boolean isOfAnotherFileThan(FileStamp other) {
    return key != null && other.key != null && !key.equals(other.key);
  }

  static FileStamp of(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(found.lastModifiedTime().toInstant(), found.size(), found.fileKey());
    } catch (IOException e) {
      return ABSENT;
    }
  }
}
