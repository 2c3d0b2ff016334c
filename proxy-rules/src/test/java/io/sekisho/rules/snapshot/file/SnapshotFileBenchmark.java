package io.sekisho.rules.snapshot.file;

import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Opening a snapshot of 500 MB that is in the page cache, which maps and checks all of it, against
 * reading the file and against summing it on one thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SnapshotFileBenchmark {
  private static final int MB = 1_000_000;
  private static final Map<Section, Integer> SIZES =
      Map.of(
          Section.NAME_FILTER, 15 * MB,
          Section.NAME_STARTS, 60 * MB,
          Section.NAME_BUCKETS, 240 * MB,
          Section.V4_PREFIXES, 45 * MB,
          Section.KEY_BYTES, 60 * MB,
          Section.CLAIMS, 80 * MB);

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
  private Path file = Path.of("");

  @Setup(Level.Trial)
  public void write() throws IOException {
    Path directory = Files.createTempDirectory("snapshot");
    file = directory.resolve("rules.snapshot");
    Image.Builder image = Image.builder();
    SIZES.forEach((section, size) -> image.put(section, random(size)));
    SnapshotFile.write(file, Images.header(1), image.build());
  }

  private static ByteBuffer random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  @TearDown(Level.Trial)
  public void remove() throws IOException {
    Files.delete(file);
    Files.delete(file.toAbsolutePath().getParent());
  }

  @Benchmark
  public SnapshotReading open() throws IOException {
    return SnapshotFile.open(file);
  }

  @Benchmark
  public long plainRead() throws IOException {
    long read = 0;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (int count = 0; count >= 0; count = channel.read(buffer.clear())) {
        read += count;
      }
    }
    return read;
  }

  @Benchmark
  public long mapAndSumOnOneThread() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      CRC32C crc = new CRC32C();
      crc.update(channel.map(MapMode.READ_ONLY, 0, channel.size()));
      return crc.getValue();
    }
  }
}
