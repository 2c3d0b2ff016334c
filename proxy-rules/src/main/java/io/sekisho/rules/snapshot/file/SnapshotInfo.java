package io.sekisho.rules.snapshot.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be read about a snapshot file, sound or not.
 *
 * @param version null where the file does not even have that
 * @param header null where it cannot be read; where only its checksum is wrong, what stands there
 * @param faults everything that is wrong, in the order found; empty where the file is sound
 */
public record SnapshotInfo(
    Path file,
    long size,
    @Nullable FormatVersion version,
    @Nullable SnapshotHeader header,
    List<SectionInfo> sections,
    List<SnapshotFault> faults) {
  public SnapshotInfo {
    sections = List.copyOf(sections);
    faults = List.copyOf(faults);
  }

  /** One section, and what is wrong with it; null where nothing is. */
  public record SectionInfo(SectionEntry entry, @Nullable SnapshotFault fault) {
    public Optional<SnapshotFault> knownFault() {
      return Optional.ofNullable(fault);
    }
  }

  public boolean isSound() {
    return faults.isEmpty();
  }

  public Optional<FormatVersion> knownVersion() {
    return Optional.ofNullable(version);
  }

  public Optional<SnapshotHeader> knownHeader() {
    return Optional.ofNullable(header);
  }
}
