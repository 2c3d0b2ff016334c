package io.sekisho.rules.snapshot.file;

import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.snapshot.file.SnapshotFault.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One look at all of a snapshot file: what can be read, mapped, and what is wrong. */
final class Examination {
  private final Path file;
  private final FileChannel channel;
  private final long size;
  private final List<SnapshotFault> faults = new ArrayList<>();
  private final Map<SectionEntry, SnapshotFault> sectionFaults = new HashMap<>();
  private final Map<SectionEntry, ByteBuffer> mapped = new HashMap<>();
  private @Nullable HeaderBytes header;

  private Examination(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    size = channel.size();
  }

  static Examination of(Path file, FileChannel channel) throws IOException {
    Examination examination = new Examination(file, channel);
    examination.header = examination.readHeader().orElse(null);
    if (examination.header != null) {
      examination.examine(examination.header);
    }
    return examination;
  }

  /** Empty where it is not worth decoding. */
  private Optional<HeaderBytes> readHeader() throws IOException {
    ByteBuffer page = ByteBuffer.allocate(HeaderBytes.BYTES);
    while (page.hasRemaining() && channel.read(page, page.position()) >= 0) {}
    int read = page.position();
    HeaderBytes bytes = HeaderBytes.over(page);
    if (read >= Long.BYTES && !bytes.hasMagic()) {
      fault(Reason.NOT_A_SNAPSHOT, "does not begin as a snapshot does");
    } else if (read < HeaderBytes.BYTES) {
      fault(Reason.TRUNCATED, "ends within its header, at " + read);
    } else {
      return Optional.of(bytes);
    }
    return Optional.empty();
  }

  private void examine(HeaderBytes bytes) {
    int major = bytes.version().major();
    if (major != FormatVersion.CURRENT.major()) {
      fault(
          Reason.OTHER_MAJOR, "major version " + major + ", not " + FormatVersion.CURRENT.major());
      return;
    }
    examineHeader(bytes);
    examineLength(bytes.fileLength());
    List<SectionEntry> sections = bytes.sections();
    for (SectionEntry entry : sections) {
      misplacement(entry, sections).ifPresent(fault -> sectionFault(entry, fault));
    }
    for (SectionEntry entry : sections) {
      if (!sectionFaults.containsKey(entry)) {
        map(entry);
      }
    }
    verify(sections);
  }

  private void map(SectionEntry entry) {
    try {
      mapped.put(entry, channel.map(MapMode.READ_ONLY, entry.offset(), entry.length()));
    } catch (IOException e) {
      of(Reason.NOT_MAPPED, entry, "cannot be mapped: " + e.getMessage())
          .ifPresent(fault -> sectionFault(entry, fault));
    }
  }

  private void examineHeader(HeaderBytes bytes) {
    if (bytes.declaredChecksum() != bytes.computedChecksum()) {
      fault(
          Reason.HEADER_DAMAGED,
          "header: checksum " + differ(bytes.declaredChecksum(), bytes.computedChecksum()));
    } else if (bytes.declaredSections() > HeaderBytes.MAX_SECTIONS) {
      fault(Reason.HEADER_DAMAGED, "header: " + bytes.declaredSections() + " sections");
    }
    int minimum = bytes.version().minimumReader();
    if (minimum > FormatVersion.CURRENT.minor()) {
      fault(
          Reason.READER_TOO_OLD,
          "needs a reader of minor version " + minimum + ", not " + FormatVersion.CURRENT.minor());
    }
  }

  private void examineLength(long declared) {
    if (size < declared) {
      fault(Reason.TRUNCATED, "ends at " + size + ", not " + declared);
    } else if (size > declared) {
      fault(Reason.TRAILING_BYTES, "ends at " + size + ", not " + declared);
    }
  }

  private Optional<SnapshotFault> misplacement(SectionEntry entry, List<SectionEntry> all) {
    if (entry.isUnknownAndRequired()) {
      return of(Reason.UNKNOWN_SECTION, entry, "is not known and required");
    }
    if (entry.length() > Integer.MAX_VALUE) {
      return of(Reason.SECTION_TOO_LARGE, entry, "has " + entry.length() + " bytes");
    }
    if (!isWithin(entry)) {
      return of(Reason.SECTION_MISPLACED, entry, "is not within the " + size + " bytes there are");
    }
    boolean alone = all.stream().filter(other -> isConflict(entry, other)).count() == 1;
    return alone
        ? Optional.empty()
        : of(Reason.SECTION_MISPLACED, entry, "overlaps another, or is there twice");
  }

  private boolean isWithin(SectionEntry entry) {
    return entry.offset() >= HeaderBytes.BYTES
        && entry.offset() % HeaderBytes.BYTES == 0
        && entry.offset() <= size
        && entry.length() >= 0
        && entry.length() <= size - entry.offset();
  }

  /** Every section is in conflict with itself. */
  private static boolean isConflict(SectionEntry entry, SectionEntry other) {
    return entry.number() == other.number() || entry.overlaps(other);
  }

  private void verify(List<SectionEntry> sections) {
    for (SectionEntry entry : sections) {
      ByteBuffer bytes = mapped.get(entry);
      if (bytes != null) {
        verify(entry, Checksum.of(bytes));
      }
    }
  }

  private void verify(SectionEntry entry, int computed) {
    if (computed != entry.checksum()) {
      of(Reason.SECTION_DAMAGED, entry, "checksum " + differ(entry.checksum(), computed))
          .ifPresent(fault -> sectionFault(entry, fault));
    }
  }

  private static String differ(int declared, int computed) {
    return "%08x, not %08x".formatted(computed, declared);
  }

  private Optional<SnapshotFault> of(Reason reason, SectionEntry entry, String detail) {
    String place = entry + " at " + entry.offset() + ", " + entry.length() + " bytes: ";
    return Optional.of(new SnapshotFault(file, reason, place + detail));
  }

  private void sectionFault(SectionEntry entry, SnapshotFault fault) {
    sectionFaults.put(entry, fault);
    faults.add(fault);
  }

  private void fault(Reason reason, String detail) {
    faults.add(new SnapshotFault(file, reason, detail));
  }

  /** What is wrong, the first first. */
  List<SnapshotFault> faults() {
    return faults;
  }

  /** The file as it can be used; empty where anything is wrong with it. */
  Optional<Snapshot> snapshot() {
    if (!faults.isEmpty() || header == null) {
      return Optional.empty();
    }
    Image.Builder image = Image.builder();
    mapped.forEach((entry, bytes) -> entry.section().ifPresent(known -> image.put(known, bytes)));
    return Optional.of(new Snapshot(file, header.header(), image.build()));
  }

  SnapshotInfo info() {
    boolean readable = header != null && header.version().major() == FormatVersion.CURRENT.major();
    List<SectionEntry> sections = readable && header != null ? header.sections() : List.of();
    return new SnapshotInfo(
        file,
        size,
        header == null ? null : header.version(),
        readable && header != null ? header.header() : null,
        sections.stream()
            .map(entry -> new SnapshotInfo.SectionInfo(entry, sectionFaults.get(entry)))
            .toList(),
        faults);
  }
}
