package io.sekisho.rules.snapshot.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.match.table.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SnapshotFileTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsWrittenIsReadBack(long seed) throws IOException {
    SnapshotHeader header = Images.header(seed);
    Image image = Images.random(seed, 20_000);

    SnapshotFile.write(file(), header, image);

    Snapshot read = Images.opened(file());
    assertThat(read.header()).isEqualTo(header);
    assertThat(Images.bytes(read.image())).isEqualTo(Images.bytes(image));
    assertThat(read.image().sections()).isEqualTo(image.sections());
  }

  @Test
  void onlyTheOwnerMayReadIt() throws IOException {
    SnapshotFile.write(file(), Images.header(1), Images.random(1, 100));
    SnapshotFile.write(file(), Images.header(2), Images.random(2, 100));

    for (Path path : Images.list(directory)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
    }
  }

  private Path file() {
    return directory.resolve("rules.snapshot");
  }
}
