package io.sekisho.rules.snapshot.file;

import io.sekisho.rules.match.table.HashKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The first page of a snapshot file, little-endian, as it lies there:
 *
 * <pre>
 *    0  magic                  8
 *    8  major, minor           2 each
 *   12  minimum reader         2
 *   14  number of sections     2
 *   16  generation             8
 *   24  created                8   milliseconds since 1970
 *   32  key                   32
 *   64  last sequence          8
 *   72  id                    16
 *   88  length of the file     8
 *   96  counts                32
 *  256  sections              32 each: number 4, flags 4, offset 8, length 8, CRC32C 4, zero 4
 * 4092  CRC32C of all before   4
 * </pre>
 *
 * What is not named is zero. The magic, the major version and the checksum stay where they are in
 * every version.
 */
record HeaderBytes(ByteBuffer page) {
  static final int BYTES = 4096;
  static final int ENTRY = 32;
  static final int SECTION_TABLE = 256;
  static final int CHECKSUM = BYTES - Integer.BYTES;
  static final int MAX_SECTIONS = (CHECKSUM - SECTION_TABLE) / ENTRY;

  /** The bytes {@code SEKISHO} and 0x1a, so that a terminal shows no more. */
  static final long MAGIC = 0x1a4f_4853_494b_4553L;

  private static final int MAJOR = 8;
  private static final int MINOR = 10;
  private static final int MINIMUM_READER = 12;
  private static final int SECTIONS = 14;
  private static final int GENERATION = 16;
  private static final int CREATED = 24;
  private static final int KEY = 32;
  private static final int LAST_SEQUENCE = 64;
  private static final int ID = 72;
  private static final int FILE_LENGTH = 88;
  private static final int COUNTS = 96;
  private static final int REQUIRED = 1;

  /** A page of what could be read; what could not is zero. */
  static HeaderBytes over(ByteBuffer read) {
    return new HeaderBytes(
        ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN).put(read.flip()));
  }

  static HeaderBytes of(SnapshotHeader header, List<SectionEntry> sections) {
    if (sections.size() > MAX_SECTIONS) {
      throw new IllegalArgumentException(sections.size() + " sections");
    }
    HeaderBytes bytes = new HeaderBytes(ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN));
    bytes.putVersion(FormatVersion.CURRENT);
    bytes.putHeader(header);
    bytes.putSections(sections);
    bytes.page.putInt(CHECKSUM, bytes.computedChecksum());
    return bytes;
  }

  private void putVersion(FormatVersion version) {
    page.putLong(0, MAGIC)
        .putShort(MAJOR, (short) version.major())
        .putShort(MINOR, (short) version.minor())
        .putShort(MINIMUM_READER, (short) version.minimumReader());
  }

  private void putHeader(SnapshotHeader header) {
    page.putLong(GENERATION, header.generation())
        .putLong(CREATED, header.created().toEpochMilli())
        .putLong(LAST_SEQUENCE, header.lastSequence())
        .putLong(ID, header.id().getMostSignificantBits())
        .putLong(ID + 8, header.id().getLeastSignificantBits());
    HashKey key = header.key();
    putLongs(KEY, key.first(), key.second(), key.third(), key.fourth());
    SnapshotCounts counts = header.counts();
    putLongs(COUNTS, counts.names(), counts.addresses(), counts.keys(), counts.claims());
  }

  private void putLongs(int at, long... values) {
    for (int i = 0; i < values.length; i++) {
      page.putLong(at + i * Long.BYTES, values[i]);
    }
  }

  private void putSections(List<SectionEntry> sections) {
    page.putShort(SECTIONS, (short) sections.size());
    long end = BYTES;
    for (int i = 0; i < sections.size(); i++) {
      putSection(SECTION_TABLE + i * ENTRY, sections.get(i));
      end = Math.max(end, sections.get(i).end());
    }
    page.putLong(FILE_LENGTH, end);
  }

  private void putSection(int at, SectionEntry entry) {
    int flags =
        switch (entry.need()) {
          case REQUIRED -> REQUIRED;
          case OPTIONAL -> 0;
        };
    page.putInt(at, entry.number())
        .putInt(at + 4, flags)
        .putLong(at + 8, entry.offset())
        .putLong(at + 16, entry.length())
        .putInt(at + 24, entry.checksum());
  }

  boolean hasMagic() {
    return page.getLong(0) == MAGIC;
  }

  FormatVersion version() {
    return new FormatVersion(unsigned(MAJOR), unsigned(MINOR), unsigned(MINIMUM_READER));
  }

  SnapshotHeader header() {
    return new SnapshotHeader(
        new UUID(page.getLong(ID), page.getLong(ID + 8)),
        page.getLong(GENERATION),
        Instant.ofEpochMilli(page.getLong(CREATED)),
        new HashKey(value(KEY, 0), value(KEY, 1), value(KEY, 2), value(KEY, 3)),
        page.getLong(LAST_SEQUENCE),
        new SnapshotCounts(value(COUNTS, 0), value(COUNTS, 1), value(COUNTS, 2), value(COUNTS, 3)));
  }

  /** How long the file has to be. */
  long fileLength() {
    return page.getLong(FILE_LENGTH);
  }

  int declaredSections() {
    return unsigned(SECTIONS);
  }

  /** Those for which there is room. */
  List<SectionEntry> sections() {
    return IntStream.range(0, Math.min(declaredSections(), MAX_SECTIONS))
        .mapToObj(i -> section(SECTION_TABLE + i * ENTRY))
        .toList();
  }

  private SectionEntry section(int at) {
    boolean required = (page.getInt(at + 4) & REQUIRED) != 0;
    return new SectionEntry(
        page.getInt(at),
        required ? SectionEntry.Need.REQUIRED : SectionEntry.Need.OPTIONAL,
        page.getLong(at + 8),
        page.getLong(at + 16),
        page.getInt(at + 24));
  }

  int declaredChecksum() {
    return page.getInt(CHECKSUM);
  }

  int computedChecksum() {
    return Checksum.of(page.duplicate().limit(CHECKSUM));
  }

  private long value(int at, int index) {
    return page.getLong(at + index * Long.BYTES);
  }

  private int unsigned(int at) {
    return Short.toUnsignedInt(page.getShort(at));
  }
}
