package io.sekisho.rules.feed;

import io.sekisho.rules.feed.EntryCollector.Checks;
import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FeedFormat;
import io.sekisho.rules.guard.UrlHostHandling;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.Repeated;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * Reads a copy by the lines in which it differs from the one before: where few do, that takes
 * hardly longer than to read both files. For one reading.
 */
final class CopyUpdate {
  private final FeedSettings settings;
  private final FeedCopy copy;
  private final FeedFormat format;
  private final Checks checks;

  CopyUpdate(FeedSettings settings, FeedCopy copy, FeedFormat format, Checks checks) {
    this.settings = settings;
    this.copy = copy;
    this.format = format;
    this.checks = checks;
  }

  /** Empty where the copy has to be read from its beginning to its end. */
  Optional<FeedReading.Read> of(EarlierCopy earlier, FeedIndex index) throws IOException {
    if (!isPossible(earlier)) {
      return Optional.empty();
    }
    try (CopyStream before = earlier.copy().open();
        CopyStream now = copy.open()) {
      Optional<LineDiff.Difference> difference = LineDiff.between(before, now);
      return difference.isPresent()
          ? read(difference.get(), earlier, index, now)
          : Optional.empty();
    }
  }

  private boolean isPossible(EarlierCopy earlier) {
    return format.lines() == FeedFormat.Lines.ALONE
        && format.label().equals(earlier.report().format())
        && checks.guards() == earlier.guards()
        && settings.claims().urlHosts() != UrlHostHandling.BLOCK;
  }

  private Optional<FeedReading.Read> read(
      LineDiff.Difference difference, EarlierCopy earlier, FeedIndex index, CopyStream now)
      throws IOException {
    FeedReading.Read gone = read(difference.gone(), line -> line);
    FeedReading.Read come = read(difference.come(), difference::line);
    if (gone.report().isOfWholeCopy()
        || come.report().isOfWholeCopy()
        || !gone.index().repeated().equals(Repeated.NOTHING)
        || !earlier.repeated().hasNoneOf(gone.index().patterns())) {
      return Optional.empty();
    }
    Instant end = settings.expiry().map(copy.seen()::plus).orElse(null);
    FeedIndex next = index.changed(gone.index(), come.index(), end);
    FeedReport told =
        earlier.report().changed(gone.report(), come.report(), next, next.expired(copy.seen()));
    return Optional.of(
        new FeedReading.Read(
            next, told, now.shape(), checks.guards(), earlier.repeated().and(next.repeated())));
  }

  private FeedReading.Read read(InputStream lines, IntUnaryOperator numbers) throws IOException {
    EntryCollector collector =
        new EntryCollector(settings, copy, FeedIndex.builder(settings.name()), checks);
    format.read(lines, renumbered(collector, numbers));
    return collector.reading(format, new CopyShape(0, CopyShape.Ending.AFTER_A_LINE));
  }

  private static Consumer<FeedEntry> renumbered(
      Consumer<FeedEntry> entries, IntUnaryOperator numbers) {
    return entry ->
        entries.accept(
            entry.<FeedEntry>fold(
                claim ->
                    new FeedEntry.Claim(
                        claim.pattern(), numbers.applyAsInt(claim.line()), claim.particulars()),
                exemption ->
                    new FeedEntry.Exemption(
                        exemption.pattern(), numbers.applyAsInt(exemption.line())),
                rejected ->
                    new FeedEntry.Rejected(
                        numbers.applyAsInt(rejected.line()), rejected.text(), rejected.reason()),
                note -> note));
  }
}
