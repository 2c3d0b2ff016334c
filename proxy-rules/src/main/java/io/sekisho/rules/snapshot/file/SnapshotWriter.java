package io.sekisho.rules.snapshot.file;

import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Writes the bytes of one snapshot file, and waits until they are on disk. */
final class SnapshotWriter {
  /** The channel copies what is on the heap to a buffer of its own, which stays this small. */
  private static final int CHUNK = 1 << 20;

  private final Path file;
  private final WriteStep.Watcher watcher;

  SnapshotWriter(Path file, WriteStep.Watcher watcher) {
    this.file = file;
    this.watcher = watcher;
  }

  void write(SnapshotHeader header, Image image) throws IOException {
    List<SectionEntry> entries = layOut(image);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      write(channel, 0, HeaderBytes.of(header, entries).page());
      for (SectionEntry entry : entries) {
        ByteBuffer bytes = entry.section().map(image::section).orElseThrow();
        write(channel, entry.offset(), bytes);
      }
      watcher.done(WriteStep.WRITTEN);
      channel.force(true);
      watcher.done(WriteStep.FORCED);
    }
  }

  private static List<SectionEntry> layOut(Image image) {
    List<SectionEntry> entries = new ArrayList<>();
    long end = HeaderBytes.BYTES;
    for (Section section : image.sections()) {
      SectionEntry entry = entry(section, pageFrom(end), image.section(section));
      entries.add(entry);
      end = entry.end();
    }
    return entries;
  }

  private static SectionEntry entry(Section section, long offset, ByteBuffer bytes) {
    return new SectionEntry(
        section.number(), SectionEntry.Need.REQUIRED, offset, bytes.limit(), Checksum.of(bytes));
  }

  private static long pageFrom(long end) {
    return (end + HeaderBytes.BYTES - 1) / HeaderBytes.BYTES * HeaderBytes.BYTES;
  }

  private static void write(FileChannel channel, long offset, ByteBuffer bytes) throws IOException {
    int at = 0;
    while (at < bytes.limit()) {
      int length = Math.min(CHUNK, bytes.limit() - at);
      at += channel.write(bytes.slice(at, length), offset + at);
    }
  }
}
