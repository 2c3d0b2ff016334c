package io.sekisho.rules.feed;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is wrong with a copy beside the last good one. */
final class ChangeCheck {
  private final GateSettings settings;
  private final LastGood lastGood;

  ChangeCheck(GateSettings settings, LastGood lastGood) {
    this.settings = settings;
    this.lastGood = lastGood;
  }

  Optional<FeedFailure> faultIn(FeedReading.Read read) {
    Stream<Function<FeedReading.Read, Optional<FeedFailure>>> checks =
        Stream.of(this::cutShort, this::countLost, this::expired, this::shrunk, this::grown);
    return checks.flatMap(check -> check.apply(read).stream()).findFirst();
  }

  private Optional<FeedFailure> cutShort(FeedReading.Read read) {
    CopyShape before = lastGood.shape();
    CopyShape now = read.shape();
    boolean cut =
        now.bytes() < before.bytes()
            && now.ending() == CopyShape.Ending.WITHIN_A_LINE
            && before.ending() == CopyShape.Ending.AFTER_A_LINE;
    return cut
        ? fault(
            FeedFault.CUT_SHORT, "is shorter than the last good copy and its last line has no end")
        : Optional.empty();
  }

  /** A copy that was cut between two lines has lost what stands at its end. */
  private Optional<FeedFailure> countLost(FeedReading.Read read) {
    boolean lost = lastGood.declaredEntries() != null && read.report().declaredEntries() == null;
    return lost && read.report().accepted() < lastGood.entries()
        ? fault(
            FeedFault.CUT_SHORT,
            "does not say how many entries it has, as the last good copy did, and has fewer")
        : Optional.empty();
  }

  /** What has expired protects no more than what is not there. */
  private Optional<FeedFailure> expired(FeedReading.Read read) {
    int entries = read.index().entries();
    return entries > 0
            && lastGood.entries() > 0
            && read.report().expired() == entries
            && settings.empty() == EmptyHandling.REFUSE
        ? fault(FeedFault.EXPIRED, "has %d entries, all of which have expired".formatted(entries))
        : Optional.empty();
  }

  private Optional<FeedFailure> shrunk(FeedReading.Read read) {
    long before = lastGood.entries();
    long now = read.report().accepted();
    return before >= GateSettings.CHANGE_COUNTS_FROM
            && now * 100 < before * (100 - settings.maxShrinkPercent())
            && now > 0
        ? fault(FeedFault.SHRUNK, change(now))
        : Optional.empty();
  }

  private Optional<FeedFailure> grown(FeedReading.Read read) {
    long before = lastGood.entries();
    long now = read.report().accepted();
    return before >= GateSettings.CHANGE_COUNTS_FROM
            && settings.maxGrowthPercent() != GateSettings.ANY_GROWTH
            && now * 100 > before * (100L + settings.maxGrowthPercent())
        ? fault(FeedFault.GROWN, change(now))
        : Optional.empty();
  }

  private String change(long now) {
    return "has %d entries, the last good copy had %d".formatted(now, lastGood.entries());
  }

  private static Optional<FeedFailure> fault(FeedFault fault, String detail) {
    return Optional.of(new FeedFailure(fault, detail));
  }
}
