package io.sekisho.rules.feed;

import io.sekisho.rules.feed.format.RejectReason;
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
        Stream.of(
            FeedGate::canary,
            copy -> withdrawn(copy, lastGood),
            this::empty,
            this::mostlyRejected,
            FeedGate::unreadToItsEnd,
            FeedGate::incomplete,
            copy ->
                lastGood == null
                    ? Optional.empty()
                    : new ChangeCheck(settings, lastGood).faultIn(copy));
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

  /** A list that was emptied because it is no longer kept: what it had said runs out by itself. */
  private static Optional<FeedFailure> withdrawn(
      FeedReading.Read read, @Nullable LastGood lastGood) {
    return lastGood != null && lastGood.entries() > 0 && read.report().accepted() == 0
        ? read.report()
            .notice()
            .map(
                said ->
                    new FeedFailure(
                        FeedFault.DEPRECATED, "has no entry any more, and says: " + said))
        : Optional.empty();
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

  private Optional<FeedFailure> mostlyRejected(FeedReading.Read read) {
    long malformed = read.report().malformedLines();
    long accepted = read.report().accepted();
    return malformed + accepted >= LINES_THAT_TELL
            && malformed * 100 > (malformed + accepted) * settings.maxRejectedPercent()
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

  /** What stands before the place counts for nothing: half a list would drop the other half. */
  private static Optional<FeedFailure> unreadToItsEnd(FeedReading.Read read) {
    return read.report().rejected().containsKey(RejectReason.UNREADABLE_REST)
        ? Optional.of(
            new FeedFailure(
                FeedFault.CUT_SHORT, "makes no sense from some place on" + unreadable(read)))
        : Optional.empty();
  }

  private static String unreadable(FeedReading.Read read) {
    return read.report().sample().stream()
        .filter(line -> line.reason() == RejectReason.UNREADABLE_REST)
        .findFirst()
        .map(line -> ": line %d, %s".formatted(line.line(), line.text()))
        .orElse("");
  }

  /** A copy that has fewer entries than it says itself was cut on its way here. */
  private static Optional<FeedFailure> incomplete(FeedReading.Read read) {
    Integer declared = read.report().declaredEntries();
    int found = read.report().accepted() + read.report().rejectedLines();
    return declared != null && found < declared
        ? Optional.of(
            new FeedFailure(
                FeedFault.CUT_SHORT,
                "says that it has %d entries, and %d are there".formatted(declared, found)))
        : Optional.empty();
  }
}
