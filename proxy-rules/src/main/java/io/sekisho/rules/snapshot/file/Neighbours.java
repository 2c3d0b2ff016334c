package io.sekisho.rules.snapshot.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;

/** The directory that a snapshot is in, and the names of what lies beside it. */
record Neighbours(Path file) {
  private static final String UNFINISHED = ".unfinished";
  private static final String JOURNAL = ".journal";

  private Path directory() {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  Path previous() {
    return file.resolveSibling(file.getFileName() + ".previous");
  }

  /** A new empty file that only its owner may read. */
  Path unfinished() throws IOException {
    return Files.createTempFile(directory(), file.getFileName() + ".", UNFINISHED);
  }

  /** That of the snapshot with this id. */
  Path journal(UUID id) {
    return file.resolveSibling(file.getFileName() + "." + id + JOURNAL);
  }

  /** Where a journal goes that cannot be used, for whoever wants to know why. */
  Path refused(Path journal) {
    return journal.resolveSibling(file.getFileName() + ".refused" + JOURNAL);
  }

  /** Removes what writers left that never came to their end. */
  void sweep() throws IOException {
    deleteAll(path -> endsIn(path, UNFINISHED));
  }

  /** Removes the journals of every snapshot but these. */
  void dropJournalsBut(UUID one, UUID other) throws IOException {
    Set<Path> kept = Set.of(journal(one).getFileName(), journal(other).getFileName());
    deleteAll(path -> endsIn(path, JOURNAL) && !kept.contains(path.getFileName()));
  }

  private void deleteAll(DirectoryStream.Filter<Path> which) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory(), which)) {
      for (Path path : found) {
        Files.deleteIfExists(path);
      }
    }
  }

  private boolean endsIn(Path path, String suffix) {
    String name = path.getFileName().toString();
    return name.startsWith(file.getFileName() + ".") && name.endsWith(suffix);
  }

  /** Waits until the names in the directory are on disk. */
  void force() throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(directory(), StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
