package io.sekisho.rules.snapshot.file;

import io.sekisho.rules.match.table.Image;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A snapshot that is whole on disk and not in force: {@link #publish} gives it the name under which
 * it is looked for, {@link #close} without that removes it.
 */
public final class PreparedSnapshot implements AutoCloseable {
  private final Neighbours names;
  private final SnapshotHeader header;
  private final Path unfinished;
  private final WriteStep.Watcher watcher;

  /** Found out beforehand, since it takes long, and what is published does not change. */
  private boolean replacesGoodOne;

  private boolean published;

  private PreparedSnapshot(
      Neighbours names, SnapshotHeader header, Path unfinished, WriteStep.Watcher watcher) {
    this.names = names;
    this.header = header;
    this.unfinished = unfinished;
    this.watcher = watcher;
  }

  static PreparedSnapshot write(
      Path file, SnapshotHeader header, Image image, WriteStep.Watcher watcher) throws IOException {
    Neighbours names = new Neighbours(file);
    names.sweep();
    Path unfinished = names.unfinished();
    PreparedSnapshot prepared = new PreparedSnapshot(names, header, unfinished, watcher);
    try {
      watcher.done(WriteStep.CREATED);
      new SnapshotWriter(unfinished, watcher).write(header, image);
      prepared.replacesGoodOne = SnapshotFile.isSound(file);
      return prepared;
    } catch (IOException | RuntimeException e) {
      // what is not whole takes no place on a disk that may be full
      prepared.close();
      throw e;
    }
  }

  public SnapshotHeader header() {
    return header;
  }

  /**
   * Puts it in the place of the one before, which is kept under the name of the previous one if it
   * is good. At every instant there is a good one under one of the two names.
   */
  public void publish() throws IOException {
    keepPrevious();
    Files.move(unfinished, names.file(), StandardCopyOption.ATOMIC_MOVE);
    published = true;
    watcher.done(WriteStep.PUBLISHED);
    names.force();
    watcher.done(WriteStep.DIRECTORY_FORCED);
  }

  /** Whether it has its name, even if {@link #publish} failed after that. */
  boolean isPublished() {
    return published;
  }

  private void keepPrevious() throws IOException {
    if (replacesGoodOne) {
      try {
        linkPrevious();
      } catch (UnsupportedOperationException | FileSystemException e) {
        move(names.file(), names.previous());
      }
      watcher.done(WriteStep.PREVIOUS_KEPT);
    }
  }

  private void linkPrevious() throws IOException {
    Path link = names.unfinished();
    Files.delete(link);
    try {
      Files.createLink(link, names.file());
      watcher.done(WriteStep.LINKED);
      move(link, names.previous());
    } finally {
      // also behind a rename between two names of one file, which does nothing (POSIX rename)
      Files.deleteIfExists(link);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(unfinished);
  }
}
