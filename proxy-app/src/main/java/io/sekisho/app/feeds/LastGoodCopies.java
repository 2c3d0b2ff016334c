package io.sekisho.app.feeds;

import io.sekisho.app.feeds.reading.ReadingFile;
import io.sekisho.rules.feed.FeedCopy;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last good copy of each feed, on disk: the bytes as they were received, with the time at which
 * its source last had it as the time of the file. A disk that fails is told in the log and stops
 * nothing.
 */
final class LastGoodCopies {
  private static final Logger LOG = LoggerFactory.getLogger(LastGoodCopies.class);
  private static final String SUFFIX = ".copy";

  /** What may be done to the directory. */
  enum Access {
    READ,
    READ_AND_WRITE
  }

  private final Path directory;
  private final Access access;

  LastGoodCopies(Path directory, Access access) {
    this.directory = directory;
    this.access = access;
  }

  /**
   * The copy kept for {@code name}; it is read again by the same gate as any other.
   *
   * @param made where that is not known, when its source last had it counts
   */
  Optional<FeedCopy> find(String name, Optional<Instant> made) {
    Path file = file(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Instant seen = Files.getLastModifiedTime(file).toInstant();
      Instant modified = made.filter(time -> time.isBefore(seen)).orElse(seen);
      return Optional.of(FeedCopy.inFile(file.toString(), file, modified).seenAt(seen));
    } catch (IOException e) {
      LOG.warn("feed {}: its last good copy cannot be read: {}", name, e.toString());
      return Optional.empty();
    }
  }

  /** A copy that was found here, without its bytes in memory. */
  FeedCopy held(String name, FeedCopy found) {
    return found.keptIn(file(name));
  }

  /**
   * Keeps a copy in the place of the one before, which stays whole if the power goes. A download in
   * the directory is moved, and anything else is written anew.
   *
   * @return the copy where it is now; empty where it could not be kept
   */
  Optional<FeedCopy> keep(String name, FeedCopy copy) {
    if (access == Access.READ) {
      return Optional.empty();
    }
    if (copy.file().equals(Optional.of(file(name)))) {
      renew(name, copy.seen());
      return Optional.of(copy);
    }
    Path next = directory.resolve(fileName(name) + ".new");
    try {
      createDirectory();
      Path whole = copy.file().equals(Optional.of(download(name))) ? download(name) : next;
      if (whole.equals(next)) {
        write(next, copy);
      }
      Files.setLastModifiedTime(whole, FileTime.from(copy.seen()));
      Files.move(
          whole, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return Optional.of(copy.keptIn(file(name)));
    } catch (IOException e) {
      LOG.warn("feed {}: its last good copy cannot be kept: {}", name, e.toString());
      drop(next);
      return Optional.empty();
    }
  }

  /** What was not finished takes no place on a disk that may be full. */
  static void drop(Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      // The next one takes its place.
    }
  }

  /** Remembers that the source still had the copy that is kept, so that it lives on. */
  void renew(String name, Instant seen) {
    if (access == Access.READ) {
      return;
    }
    try {
      Files.setLastModifiedTime(file(name), FileTime.from(seen));
    } catch (IOException e) {
      LOG.warn("feed {}: its last good copy cannot be renewed: {}", name, e.toString());
    }
  }

  /** What is remembered beside the copy of a feed on the web. */
  FetchMemories memories(String name) {
    return new FetchMemories(directory.resolve(fileName(name) + ".fetch"), access);
  }

  /** Where the changes of a feed are kept that has no copies. */
  Path changes(String name) {
    return directory.resolve(stem(name) + ".changes");
  }

  Access access() {
    return access;
  }

  /** What the reading of the copy of a feed has told. */
  ReadingFile reading(String name) {
    return access == Access.READ
        ? ReadingFile.nowhere()
        : ReadingFile.at(directory.resolve(stem(name) + ".reading"));
  }

  /** Where a copy is put while it is downloaded. */
  Path download(String name) {
    return directory.resolve(fileName(name) + ".part");
  }

  /** Makes sure that there is a directory to download into, if there can be one. */
  void prepare() {
    try {
      createDirectory();
    } catch (IOException e) {
      LOG.warn("{} cannot be made: {}", directory, e.toString());
    }
  }

  /** Keeps the last copy of a feed that was refused, so that it can be looked at. */
  void keepRefused(String name, CopyLoad.Bad bad, Instant at) {
    FeedCopy copy = bad.copy();
    if (access == Access.READ || copy == null) {
      return;
    }
    try {
      createDirectory();
      new RefusedCopy(directory, stem(name)).keep(copy, bad.failure(), at);
    } catch (IOException e) {
      LOG.warn("feed {}: the refused copy cannot be kept: {}", name, e.toString());
    }
  }

  private static void write(Path file, FeedCopy copy) throws IOException {
    try (FileOutputStream out = new FileOutputStream(file.toFile())) {
      copy.writeTo(out);
      out.getFD().sync();
    }
  }

  private void createDirectory() throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectories(directory, ownerOnly);
  }

  private Path file(String name) {
    return directory.resolve(fileName(name));
  }

  private static String fileName(String name) {
    return stem(name) + SUFFIX;
  }

  /**
   * Any name as that of a file: what is not a letter, a digit, a hyphen or an underscore is coded.
   */
  private static String stem(String name) {
    StringBuilder safe = new StringBuilder(name.length());
    name.chars()
        .forEach(
            c -> {
              if (c == '-' || c == '_' || (c < 128 && Character.isLetterOrDigit(c))) {
                safe.append((char) c);
              } else {
                safe.append('%').append(Integer.toHexString(c));
              }
            });
    return safe.toString();
  }
}
