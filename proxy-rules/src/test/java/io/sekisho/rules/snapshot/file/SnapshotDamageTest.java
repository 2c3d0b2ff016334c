package io.sekisho.rules.snapshot.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import io.sekisho.rules.snapshot.file.SnapshotFault.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotDamageTest {
  private static final Image IMAGE =
      Image.builder()
          .put(Section.NAME_FILTER, ByteBuffer.allocate(5000))
          .put(Section.NAME_STARTS, ByteBuffer.wrap(new byte[] {1, 2, 3}))
          .put(Section.CLAIMS, ByteBuffer.allocate(0))
          .put(Section.TUPLES, ByteBuffer.wrap(new byte[] {4, 5, 6, 7}))
          .build();
  private static final int ENTRY = HeaderBytes.SECTION_TABLE + HeaderBytes.ENTRY;

  @TempDir private Path directory;

  @Test
  void everyFlippedByteOfTheHeaderIsRefused() throws IOException {
    byte[] sound = written();
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);

    for (int at = 0; at < HeaderBytes.BYTES; at++) {
      byte[] flipped = sound.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      reasons.add(refusal(flipped).reason());
    }

    assertThat(reasons)
        .containsExactlyInAnyOrder(
            Reason.NOT_A_SNAPSHOT, Reason.OTHER_MAJOR, Reason.HEADER_DAMAGED);
  }

  @Test
  void aFlippedByteOfASectionNamesTheSection() throws IOException {
    byte[] sound = written();
    Random random = new Random(7);

    for (SectionEntry entry : new HeaderBytes(page(sound)).sections()) {
      for (int i = 0; i < 50 && entry.length() > 0; i++) {
        byte[] flipped = sound.clone();
        flipped[(int) entry.offset() + random.nextInt((int) entry.length())] ^= 16;
        SnapshotFault fault = refusal(flipped);
        assertThat(fault.reason()).isEqualTo(Reason.SECTION_DAMAGED);
        assertThat(fault.detail()).startsWith(entry + " at " + entry.offset());
      }
    }
  }

  @Test
  void everyShorterFileIsTruncated() throws IOException {
    byte[] sound = written();

    for (int length = 0; length < sound.length; length += length < 4200 ? 1 : 17) {
      assertThat(refusal(Arrays.copyOf(sound, length)).reason()).isEqualTo(Reason.TRUNCATED);
    }
  }

  @Test
  void bytesBehindTheEndAreRefused() throws IOException {
    byte[] sound = written();

    SnapshotFault fault = refusal(Arrays.copyOf(sound, sound.length + 1));

    assertThat(fault.reason()).isEqualTo(Reason.TRAILING_BYTES);
  }

  @Test
  void anUnknownOptionalSectionIsSkipped() throws IOException {
    Path file = directory.resolve("optional");
    Files.write(file, changed(page -> page.putInt(ENTRY, 999).putInt(ENTRY + 4, 0)));

    Snapshot snapshot = Images.opened(file);

    assertThat(snapshot.image().sections())
        .containsExactlyInAnyOrder(Section.NAME_FILTER, Section.CLAIMS, Section.TUPLES);
  }

  @Test
  void anUnknownRequiredSectionIsRefused() throws IOException {
    SnapshotFault fault = refusal(changed(page -> page.putInt(ENTRY, 999)));

    assertThat(fault.reason()).isEqualTo(Reason.UNKNOWN_SECTION);
    assertThat(fault.detail()).contains("section 999");
  }

  @Test
  void aNewerMajorIsRefusedAndANewerMinorIsNot() throws IOException {
    Path newerMinor = directory.resolve("minor");
    Files.write(newerMinor, changed(page -> page.putShort(10, (short) 7)));

    SnapshotFault fault =
        refusal(changed(page -> page.putShort(8, (short) (FormatVersion.CURRENT.major() + 1))));

    assertThat(fault.reason()).isEqualTo(Reason.OTHER_MAJOR);
    assertThat(Images.opened(newerMinor).image().sections()).hasSize(4);
  }

  @Test
  void anOlderMinorIsRead() throws IOException {
    Path older = directory.resolve("older");
    Files.write(older, changed(page -> page.putShort(10, (short) 0)));

    assertThat(Images.opened(older).image().sections()).hasSize(4);
  }

  @Test
  void aFileForNewerReadersIsRefused() throws IOException {
    SnapshotFault fault =
        refusal(changed(page -> page.putShort(12, (short) (FormatVersion.CURRENT.minor() + 1))));

    assertThat(fault.reason()).isEqualTo(Reason.READER_TOO_OLD);
  }

  @Test
  void sectionsOutOfPlaceAreRefused() throws IOException {
    List<Consumer<ByteBuffer>> misplacements =
        List.of(
            page -> page.putLong(ENTRY + 8, 0),
            page -> page.putLong(ENTRY + 8, 4096),
            page -> page.putLong(ENTRY + 8, 4096 * 3 + 1),
            page -> page.putLong(ENTRY + 8, -4096),
            page -> page.putLong(ENTRY + 8, Long.MAX_VALUE - 4095),
            page -> page.putLong(ENTRY + 16, -1),
            page -> page.putLong(ENTRY + 16, 1_000_000),
            page -> page.putInt(ENTRY, Section.NAME_FILTER.number()));

    for (Consumer<ByteBuffer> misplacement : misplacements) {
      assertThat(refusal(changed(misplacement)).reason()).isEqualTo(Reason.SECTION_MISPLACED);
    }
  }

  @Test
  void aSectionOverTwoGibibytesIsRefused() throws IOException {
    SnapshotFault fault = refusal(changed(page -> page.putLong(ENTRY + 16, 1L << 31)));

    assertThat(fault.reason()).isEqualTo(Reason.SECTION_TOO_LARGE);
  }

  @Test
  void moreSectionsThanThereIsRoomForAreRefused() throws IOException {
    SnapshotFault fault = refusal(changed(page -> page.putShort(14, (short) 500)));

    assertThat(fault.reason()).isEqualTo(Reason.HEADER_DAMAGED);
  }

  @Test
  void whatCanBeReadOfADamagedFileIsTold() throws IOException {
    byte[] flipped = written();
    flipped[30] ^= 1;
    flipped[4096 * 3] ^= 1;
    Path file = Files.write(directory.resolve("damaged"), flipped);

    SnapshotInfo info = SnapshotFile.info(file);

    assertThat(info.faults())
        .extracting(SnapshotFault::reason)
        .containsExactly(Reason.HEADER_DAMAGED, Reason.SECTION_DAMAGED);
    assertThat(info.knownHeader().orElseThrow().generation()).isEqualTo(3);
    assertThat(info.sections())
        .extracting(section -> section.knownFault().isPresent())
        .containsExactly(false, true, false, false);
  }

  @Test
  void randomDamageIsNeverAnException() throws IOException {
    byte[] sound = written();
    Path file = directory.resolve("random");
    Random random = new Random(11);

    for (int round = 0; round < 500; round++) {
      byte[] damaged = Arrays.copyOf(sound, random.nextInt(2 * sound.length));
      for (int i = 0; i < 20 && damaged.length > 0; i++) {
        damaged[random.nextInt(Math.min(damaged.length, 500))] = (byte) random.nextInt();
      }
      seal(damaged);
      Files.write(file, damaged);
      assertThat(SnapshotFile.info(file).size()).isEqualTo(damaged.length);
      Files.delete(file);
    }
  }

  private byte[] written() throws IOException {
    Path file = directory.resolve("sound");
    SnapshotFile.write(file, Images.header(3), IMAGE);
    return Files.readAllBytes(file);
  }

  /** A file whose header was written otherwise, and not damaged. */
  private byte[] changed(Consumer<ByteBuffer> change) throws IOException {
    byte[] bytes = written();
    change.accept(page(bytes));
    seal(bytes);
    return bytes;
  }

  private static void seal(byte[] file) {
    if (file.length >= HeaderBytes.BYTES) {
      ByteBuffer page = page(file);
      page.putInt(HeaderBytes.CHECKSUM, new HeaderBytes(page).computedChecksum());
    }
  }

  private static ByteBuffer page(byte[] file) {
    return ByteBuffer.wrap(file, 0, HeaderBytes.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  private SnapshotFault refusal(byte[] contents) throws IOException {
    Path file = Files.write(directory.resolve("refused"), contents);
    SnapshotReading reading = SnapshotFile.open(file);
    // not written over, which some file systems wait for
    Files.delete(file);
    return reading.fold(
        usable -> {
          throw new AssertionError("used");
        },
        unusable -> unusable.faults().get(0));
  }
}
