package io.sekisho.app.config;

import java.nio.file.Path;

/**
 * Where events are written.
 *
 * @param maxFileSize in bytes; a file that reached it is set aside
 * @param keepFiles how many files that were set aside are kept
 */
public record EventSettings(Path file, long maxFileSize, int keepFiles) {

  EventSettings withFile(Path other) {
    return new EventSettings(other, maxFileSize, keepFiles);
  }
}
