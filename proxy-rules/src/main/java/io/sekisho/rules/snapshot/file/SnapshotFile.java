package io.sekisho.rules.snapshot.file;

import io.sekisho.rules.match.table.Image;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compiled tables in a file, which is read by mapping it. A published file is never changed, only
 * replaced; the one that it replaces stays beside it as the previous one. One writer at a time.
 */
public final class SnapshotFile {
  private SnapshotFile() {}

  /** Writes and publishes in one go. */
  public static void write(Path file, SnapshotHeader header, Image image) throws IOException {
    write(file, header, image, WriteStep.Watcher.NONE);
  }

  static void write(Path file, SnapshotHeader header, Image image, WriteStep.Watcher watcher)
      throws IOException {
    try (PreparedSnapshot prepared = PreparedSnapshot.write(file, header, image, watcher)) {
      prepared.publish();
    }
  }

  /** Writes it whole beside {@code file}, to be published later. */
  public static PreparedSnapshot prepare(Path file, SnapshotHeader header, Image image)
      throws IOException {
    return PreparedSnapshot.write(file, header, image, WriteStep.Watcher.NONE);
  }

  /** Maps the file and checks all of it; where it cannot be used, the one before. */
  public static SnapshotReading open(Path file) throws IOException {
    List<SnapshotFault> faults = new ArrayList<>();
    for (Path candidate : List.of(file, new Neighbours(file).previous())) {
      Optional<Snapshot> found = openAlone(candidate, faults);
      if (found.isPresent()) {
        return new SnapshotReading.Usable(found.get(), faults);
      }
    }
    return new SnapshotReading.Unusable(faults);
  }

  static boolean isSound(Path file) throws IOException {
    return openAlone(file, new ArrayList<>()).isPresent();
  }

  private static Optional<Snapshot> openAlone(Path file, List<SnapshotFault> faults)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Examination examination = Examination.of(file, channel);
      examination.faults().stream().findFirst().ifPresent(faults::add);
      return examination.snapshot();
    } catch (NoSuchFileException e) {
      faults.add(new SnapshotFault(file, SnapshotFault.Reason.ABSENT, "is not there"));
      return Optional.empty();
    }
  }

  /** Reads and checks everything that can be, without taking the one before. */
  public static SnapshotInfo info(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return Examination.of(file, channel).info();
    }
  }
}
