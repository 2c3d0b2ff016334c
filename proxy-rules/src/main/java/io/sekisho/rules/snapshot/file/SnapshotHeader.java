package io.sekisho.rules.snapshot.file;

import io.sekisho.rules.match.table.HashKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What a snapshot says of itself.
 *
 * @param id tells it from any other, without telling its key
 * @param created to the millisecond
 * @param lastSequence the last change that it holds; what a journal has up to there is in it
 */
public record SnapshotHeader(
    UUID id,
    long generation,
    Instant created,
    HashKey key,
    long lastSequence,
    SnapshotCounts counts) {
  public SnapshotHeader {
    created = created.truncatedTo(ChronoUnit.MILLIS);
  }

  /** That of a snapshot to be written, with an id of its own. */
  public static SnapshotHeader of(
      long generation, Instant created, HashKey key, long lastSequence, SnapshotCounts counts) {
    return new SnapshotHeader(UUID.randomUUID(), generation, created, key, lastSequence, counts);
  }
}
