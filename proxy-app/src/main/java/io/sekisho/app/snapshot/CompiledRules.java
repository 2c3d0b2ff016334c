package io.sekisho.app.snapshot;

import io.sekisho.rules.match.ClaimStore;
import io.sekisho.rules.match.Compaction;
import io.sekisho.rules.match.StoreImage;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.snapshot.Generation;
import io.sekisho.rules.snapshot.file.SnapshotCounts;
import io.sekisho.rules.snapshot.file.SnapshotFile;
import io.sekisho.rules.snapshot.file.SnapshotHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** All that feeds claim, in one level, as it lies in a snapshot. */
public final class CompiledRules {
  private final Compaction compaction;
  private final SnapshotHeader header;

  private CompiledRules(Compaction compaction, SnapshotHeader header) {
    this.compaction = compaction;
    this.header = header;
  }

  /** Those of a generation, but for what has ended by {@code now}. */
  public static CompiledRules of(Generation generation, Instant now) {
    return of(generation, new Moment(now, 0), () -> {});
  }

  /** When it is, by the clock and by the changes until then. */
  record Moment(Instant now, long sequence) {}

  /**
   * The same.
   *
   * @param pause called now and then
   */
  static CompiledRules of(Generation generation, Moment moment, Runnable pause) {
    ClaimStore claims = generation.claims();
    Compaction compaction = Compaction.of(claims, moment.now(), pause);
    SnapshotHeader header =
        SnapshotHeader.of(
            generation.number(),
            moment.now(),
            claims.key(),
            moment.sequence(),
            counts(compaction.sizes()));
    return new CompiledRules(compaction, header);
  }

  private static SnapshotCounts counts(Compaction.Sizes sizes) {
    return new SnapshotCounts(sizes.names(), sizes.addresses(), sizes.keys(), sizes.entries());
  }

  Compaction compaction() {
    return compaction;
  }

  public SnapshotHeader header() {
    return header;
  }

  Image image() {
    return StoreImage.of(compaction);
  }

  /** Puts it in the place of what is there, which stays beside it if it is a snapshot. */
  public void write(Path file) throws IOException {
    SnapshotFile.write(file, header, image());
  }
}
