package io.sekisho.app.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the snapshot on disk stands.
 *
 * @param created null where there is none
 * @param bytes of the file
 * @param failure why the latest could not be written; null where it could
 */
public record SnapshotStatus(
    @Nullable Instant created, long bytes, Compactions compactions, @Nullable String failure) {
  static final SnapshotStatus NONE =
      new SnapshotStatus(null, 0, new Compactions(0, 0, Duration.ZERO), null);

  /**
   * How often the levels were merged since the start, each time into a new snapshot.
   *
   * @param count of those that came to their end
   * @param failures those whose snapshot could not be written
   * @param worked how long all of them took, pauses included
   */
  public record Compactions(long count, long failures, Duration worked) {
    private Compactions succeeded(Duration took) {
      return new Compactions(count + 1, failures, worked.plus(took));
    }

    private Compactions failed(Duration took) {
      return new Compactions(count, failures + 1, worked.plus(took));
    }
  }

  /** It was found on disk. */
  SnapshotStatus found(Instant at, long size) {
    return new SnapshotStatus(at, size, compactions, null);
  }

  SnapshotStatus written(Instant at, long size, Duration took) {
    return new SnapshotStatus(at, size, compactions.succeeded(took), null);
  }

  SnapshotStatus failed(String why, Duration took) {
    return new SnapshotStatus(created, bytes, compactions.failed(took), why);
  }

  public Optional<Instant> time() {
    return Optional.ofNullable(created);
  }

  public Optional<String> lastFailure() {
    return Optional.ofNullable(failure);
  }
}
