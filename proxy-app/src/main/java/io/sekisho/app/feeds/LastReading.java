package io.sekisho.app.feeds;

import io.sekisho.app.feeds.reading.Reading;
import io.sekisho.app.feeds.reading.ReadingBasis;
import io.sekisho.app.feeds.reading.ReadingFile;
import io.sekisho.rules.feed.EarlierCopy;
import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.LastGood;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.match.FeedIndex;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a feed claims, and what the reading of the copy that claims it has told: in memory, and in a
 * file beside the copy. The file is written behind both the claims and the copy, and counts only
 * where both are those that it names; so at whatever step a process ends, the next one either finds
 * all of a reading or reads the copy. For one thread.
 */
final class LastReading {
  private final Supplier<Optional<FeedIndex>> claimed;
  private final ReadingFile file;
  private final String settings;
  private @Nullable Reading reading;
  private @Nullable FeedCopy kept;
  private boolean forgotten;

  /**
   * Of a feed that was not read yet.
   *
   * @param claimed what the rules in force have of the feed, wherever that is from
   * @param settings a digest of what its copies are read by
   */
  LastReading(Supplier<Optional<FeedIndex>> claimed, ReadingFile file, String settings) {
    this.claimed = claimed;
    this.file = file;
    this.settings = settings;
  }

  /** One that no other process hears of. */
  static LastReading unkept(Supplier<Optional<FeedIndex>> claimed) {
    return new LastReading(claimed, ReadingFile.nowhere(), "");
  }

  /** What the rules in force have of the feed. */
  Optional<FeedIndex> claims() {
    return claimed.get();
  }

  /**
   * Goes on from what an earlier process has read, where that is what the claims in force are from,
   * and what the copy would become again.
   *
   * @param guards that claims have to pass now
   */
  Optional<Reading> resume(FeedCopy copy, Guards guards) {
    Optional<Reading> found =
        claims()
            .flatMap(
                index ->
                    file.find(new ReadingBasis(settings, guards))
                        .filter(each -> each.claims().equals(index.version())))
            .filter(each -> each.copy().digest().equals(copy.digest()));
    found.ifPresent(
        each -> {
          reading = each;
          kept = copy;
          forgotten = false;
        });
    return found;
  }

  /** The reading of a copy, if that is the one in force. */
  Optional<Reading> of(FeedCopy copy) {
    return Optional.ofNullable(forgotten ? null : reading).filter(each -> each.copy().isOf(copy));
  }

  /** What the next copy is judged beside; null for the first one. */
  @Nullable LastGood lastGood() {
    Reading latest = reading;
    return latest == null ? null : latest.lastGood();
  }

  /** The copy in force, where its bytes are kept and what it was read as is known. */
  @Nullable EarlierCopy earlier() {
    Reading latest = reading;
    FeedCopy copy = kept;
    return latest == null || copy == null ? null : latest.earlier(copy);
  }

  /** Whatever is loaded next is read, even if it is the copy in force. */
  void forget() {
    forgotten = true;
  }

  /** From now on copies are judged beside this one. */
  void tookEffect(CopyLoad.Good good) {
    reading = Reading.of(good.copy(), good.read());
    forgotten = false;
  }

  /** The copy in force has other claims now, and is still the same copy. */
  void tookEffectAgain(CopyLoad.Good good) {
    Reading before = reading;
    Reading again = Reading.of(good.copy(), good.read());
    reading = before == null ? again : again.of(before.copy());
    keep();
  }

  /** The copy in force is there now; null where it is not kept. */
  void isKept(@Nullable FeedCopy where) {
    kept = where;
    keep();
  }

  private void keep() {
    Reading latest = reading;
    if (latest != null && kept != null && !forgotten) {
      file.keep(latest, new ReadingBasis(settings, latest.guards()));
    }
  }
}
