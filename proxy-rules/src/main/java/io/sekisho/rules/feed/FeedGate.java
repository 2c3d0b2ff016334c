package io.sekisho.rules.feed;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a copy that could be read may take effect: by itself, and beside the last good
 * copy. It errs towards the last good copy, since a feed that was emptied, cut or replaced by an
 * error page must not switch protection off.
 */
public final class FeedGate {
  /** Below so many lines, a few bad ones say nothing about a copy. */
  private static final int LINES_THAT_TELL = 20;

  private final GateSettings settings;

  public FeedGate(GateSettings settings) {
    this.settings = settings;
  }

  /**
   * Judges one reading of {@code copy}.
   *
   * @param lastGood null where there is none yet
   */
  public GateDecision judge(FeedCopy copy, FeedReading reading, @Nullable LastGood lastGood) {
    return reading.fold(
        read ->
            faultIn(read, lastGood)
                .map(fault -> refused(fault.fault(), copy.origin() + " " + fault.detail()))
                .orElseGet(() -> new GateDecision.Accepted(read)),
        unreadable -> new GateDecision.Refused(unreadable.failure()));
  }

  private static GateDecision refused(FeedFault fault, String detail) {
    return new GateDecision.Refused(new FeedFailure(fault, detail));
  }

  private Optional<FeedFailure> faultIn(FeedReading.Read read, @Nullable LastGood lastGood) {
    Stream<Function<FeedReading.Read, Optional<FeedFailure>>> checks =
        lastGood == null
            ? Stream.of(FeedGate::canary, this::empty, FeedGate::mostlyRejected)
            : Stream.of(
                FeedGate::canary,
                this::empty,
                FeedGate::mostlyRejected,
                copy -> cutShort(copy, lastGood),
                copy -> shrunk(copy, lastGood));
    return checks.flatMap(check -> check.apply(read).stream()).findFirst();
  }

  private static Optional<FeedFailure> canary(FeedReading.Read read) {
    return read.report()
        .listedCanary()
        .map(
            claim ->
                new FeedFailure(
                    FeedFault.CANARY_LISTED,
                    "lists "
                        + claim.pattern()
                        + " at line "
                        + claim.line()
                        + ", which no feed may"));
  }

  private Optional<FeedFailure> empty(FeedReading.Read read) {
    if (read.report().accepted() > 0) {
      return Optional.empty();
    }
    if (read.report().malformedLines() > 0) {
      String format = read.report().format();
      return Optional.of(
          new FeedFailure(
              FeedFault.NOTHING_RECOGNISED,
              "has no entry in the format " + format + firstMalformed(read.report())));
    }
    return settings.empty() == EmptyHandling.ACCEPT
        ? Optional.empty()
        : Optional.of(new FeedFailure(FeedFault.EMPTY, "has no entry"));
  }

  private static String firstMalformed(FeedReport report) {
    return report
        .firstMalformed()
        .map(line -> "; line %d: %s".formatted(line.line(), line.reason().label()))
        .orElse("");
  }

  private static Optional<FeedFailure> mostlyRejected(FeedReading.Read read) {
    int malformed = read.report().malformedLines();
    int accepted = read.report().accepted();
    return malformed + accepted >= LINES_THAT_TELL && malformed > accepted
        ? Optional.of(
            new FeedFailure(
                FeedFault.MOSTLY_REJECTED,
                "has %d lines that make no sense in the format %s and %d that do%s"
                    .formatted(
                        malformed,
                        read.report().format(),
                        accepted,
                        firstMalformed(read.report()))))
        : Optional.empty();
  }

  private static Optional<FeedFailure> cutShort(FeedReading.Read read, LastGood lastGood) {
    CopyShape before = lastGood.shape();
    CopyShape now = read.shape();
    boolean cut =
        now.bytes() < before.bytes()
            && now.ending() == CopyShape.Ending.WITHIN_A_LINE
            && before.ending() == CopyShape.Ending.AFTER_A_LINE;
    return cut
        ? Optional.of(
            new FeedFailure(
                FeedFault.CUT_SHORT,
                "is shorter than the last good copy and its last line has no end"))
        : Optional.empty();
  }

  private Optional<FeedFailure> shrunk(FeedReading.Read read, LastGood lastGood) {
    long before = lastGood.entries();
    long now = read.report().accepted();
    return before >= GateSettings.SHRINK_COUNTS_FROM
            && now * 100 < before * (100 - settings.maxShrinkPercent())
            && now > 0
        ? Optional.of(
            new FeedFailure(
                FeedFault.SHRUNK,
                "has %d entries, the last good copy had %d".formatted(now, before)))
        : Optional.empty();
  }
}
