package io.sekisho.rules.snapshot.file;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Images and headers drawn from a seed, and the sections of an image as values. */
final class Images {
  private Images() {}

  static Image random(long seed, int mostBytes) {
    Random random = new Random(seed);
    Image.Builder image = Image.builder();
    for (Section section : Section.values()) {
      if (random.nextInt(4) != 0) {
        byte[] bytes = new byte[random.nextInt(mostBytes)];
        random.nextBytes(bytes);
        image.put(section, ByteBuffer.wrap(bytes));
      }
    }
    return image.build();
  }

  static SnapshotHeader header(long seed) {
    Random random = new Random(seed);
    return new SnapshotHeader(
        new UUID(random.nextLong(), random.nextLong()),
        seed,
        Instant.ofEpochMilli(random.nextInt()),
        new HashKey(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()),
        100 * seed,
        new SnapshotCounts(random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt()));
  }

  static Map<Section, ByteBuffer> bytes(Image image) {
    Map<Section, ByteBuffer> bytes = new EnumMap<>(Section.class);
    image.sections().forEach(section -> bytes.put(section, image.section(section)));
    return bytes;
  }

  /** The snapshot that is used when {@code file} is asked for. */
  static Snapshot opened(Path file) throws IOException {
    return SnapshotFile.open(file)
        .fold(
            SnapshotReading.Usable::snapshot,
            unusable -> {
              throw new AssertionError(unusable.faults().toString());
            });
  }

  static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.sorted().toList();
    }
  }
}
