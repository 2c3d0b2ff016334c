package io.sekisho.app.feeds.reading;

import io.sekisho.rules.feed.CopyShape;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.match.Repeated;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A reading as it lies in a file.
 *
 * @param version of this form
 * @param basis a digest
 * @param claims the version of the claims that it made
 */
record KeptReading(
    int version,
    String basis,
    UUID claims,
    Copy copy,
    KeptReport report,
    CopyShape shape,
    Repeats repeated) {
  private static final int VERSION = 1;

  /** The times as ISO 8601 writes them. */
  record Copy(String digest, String modified, String seen) {
    static Copy of(CopyIdentity copy) {
      return new Copy(copy.digest(), copy.modified().toString(), copy.seen().toString());
    }

    CopyIdentity identity() {
      return new CopyIdentity(digest, Instant.parse(modified), Instant.parse(seen));
    }
  }

  /** What the copy has more than once. */
  record Repeats(Repeated.Extent extent, List<KeptPattern> patterns) {
    static Repeats of(Repeated repeated) {
      return new Repeats(
          repeated.extent(), repeated.patterns().stream().map(KeptPattern::of).toList());
    }

    Repeated repeated() {
      return new Repeated(
          patterns.stream().map(KeptPattern::pattern).collect(Collectors.toSet()), extent);
    }
  }

  static KeptReading of(Reading reading, ReadingBasis basis) {
    return new KeptReading(
        VERSION,
        basis.digest(),
        reading.claims(),
        Copy.of(reading.copy()),
        KeptReport.of(reading.report()),
        reading.shape(),
        Repeats.of(reading.repeated()));
  }

  boolean isOfThisVersion() {
    return version == VERSION;
  }

  boolean isOf(ReadingBasis now) {
    return !basis.isEmpty() && basis.equals(now.digest());
  }

  /**
   * What it was.
   *
   * @param guards that have the same against claims as those that it was made with
   */
  Reading reading(Guards guards) {
    return new Reading(
        copy.identity(), claims, report.report(), shape, guards, repeated.repeated());
  }
}
