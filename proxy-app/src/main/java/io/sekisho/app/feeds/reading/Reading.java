package io.sekisho.app.feeds.reading;

import io.sekisho.rules.feed.CopyShape;
import io.sekisho.rules.feed.EarlierCopy;
import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedReading;
import io.sekisho.rules.feed.FeedReport;
import io.sekisho.rules.feed.LastGood;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.Repeated;
import java.util.UUID;

/**
 * What the reading of a copy has told, but for its claims, which are in the rules.
 *
 * @param claims the version of the claims that it made
 * @param guards that the claims had to pass
 * @param repeated what the copy has more than once
 */
public record Reading(
    CopyIdentity copy,
    UUID claims,
    FeedReport report,
    CopyShape shape,
    Guards guards,
    Repeated repeated) {
  public static Reading of(FeedCopy copy, FeedReading.Read read) {
    return new Reading(
        CopyIdentity.of(copy),
        read.index().version(),
        read.report(),
        read.shape(),
        read.guards(),
        read.repeated());
  }

  /** The same of a copy that is known by other times. */
  public Reading of(CopyIdentity other) {
    return new Reading(other, claims, report, shape, guards, repeated);
  }

  /** What the next copy is judged beside. */
  public LastGood lastGood() {
    return new LastGood(shape, report.accepted(), report.declaredEntries());
  }

  /** What the next copy may be read as a change of. */
  public EarlierCopy earlier(FeedCopy kept) {
    return new EarlierCopy(kept, report, guards, repeated);
  }

  /** The same reading with claims of which only the end is another. */
  public FeedReading.Read with(FeedIndex index) {
    return new FeedReading.Read(index, report, shape, guards, repeated);
  }
}
