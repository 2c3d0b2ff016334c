package io.sekisho.rules.feed;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FeedFormat;
import io.sekisho.rules.feed.format.RejectReason;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.match.FeedIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns the entries of one copy into its index and its report, by the feed's settings. */
final class EntryCollector implements Consumer<FeedEntry> {
  private final FeedSettings settings;
  private final ClaimTerms terms;
  private final Instant seen;
  private final CopyBounds bounds;
  private final FeedIndex.Builder index;
  private final ClaimGuard guard;
  private final Guards guards;
  private final Map<RejectReason, Integer> rejected = new EnumMap<>(RejectReason.class);
  private final List<FeedEntry.Rejected> sample = new ArrayList<>();
  private final Function<FeedEntry.Claim, @Nullable Void> onClaim = this::claim;
  private final Function<FeedEntry.Exemption, @Nullable Void> onExemption = this::exempt;
  private final Function<FeedEntry.Rejected, @Nullable Void> onRejected = this::reject;
  private final Function<FeedEntry.Note, @Nullable Void> onNote = this::note;
  private final List<FeedEntry.Note> notices = new ArrayList<>();
  private @Nullable Integer declaredEntries;
  private int accepted;
  private FeedEntry.@Nullable Claim canary;

  /** What every claim of a copy has to pass. */
  record Checks(Guards guards, CopyBounds bounds) {
    /** What a copy has to pass that was found good before. */
    static Checks none() {
      return new Checks(Guards.NONE, CopyBounds.of(Canaries.BUILT_IN));
    }
  }

  EntryCollector(FeedSettings settings, FeedCopy copy, FeedIndex.Builder index, Checks checks) {
    this.settings = settings;
    this.guards = checks.guards();
    this.guard = new ClaimGuard(checks, settings.claims(), this::index);
    this.bounds = checks.bounds();
    this.terms = new ClaimTerms(settings, copy.modified());
    this.seen = copy.seen();
    this.index = index.until(settings.expiry().map(seen::plus).orElse(null));
  }

  @Override
  public void accept(FeedEntry entry) {
    entry.<@Nullable Void>fold(onClaim, onExemption, onRejected, onNote);
  }

  /**
   * Compiles the index.
   *
   * @throws java.io.UncheckedIOException of a {@link NoRoomException} where there is no room
   */
  FeedReading.Read reading(FeedFormat format, CopyShape shape) {
    bounds.checkCompiling(accepted, index);
    FeedIndex built = index.precedence(format.precedence()).build();
    FeedReport report =
        new FeedReport(
            format.label(),
            built.counts(),
            built.exceptions(),
            accepted,
            rejected,
            sample,
            canary,
            declaredEntries,
            notices,
            guard.report(),
            built.expired(seen));
    return new FeedReading.Read(built, report, shape, guards, built.repeated());
  }

  private @Nullable Void claim(FeedEntry.Claim claim) {
    Optional<RejectReason> fault = terms.faultOf(claim.pattern());
    if (fault.isPresent()) {
      return reject(new FeedEntry.Rejected(claim.line(), claim.pattern().toString(), fault.get()));
    }
    if (canary == null
        && !settings.isNeverBlock()
        && bounds.canaries().areCoveredBy(claim.pattern())) {
      canary = claim;
    }
    guard.judge(claim);
    bounds.checkMemory(++accepted, index);
    return null;
  }

  private void index(FeedEntry.Claim claim, @Nullable String downgrade) {
    index.add(terms.indicator(claim, downgrade));
  }

  private @Nullable Void exempt(FeedEntry.Exemption exemption) {
    index.except(exemption.pattern(), exemption.line());
    bounds.checkMemory(++accepted, index);
    return null;
  }

  private @Nullable Void reject(FeedEntry.Rejected line) {
    rejected.merge(line.reason(), 1, Integer::sum);
    if (sample.size() < FeedReport.MAX_SAMPLE) {
      sample.add(line);
    }
    return null;
  }

  private @Nullable Void note(FeedEntry.Note note) {
    switch (note.kind()) {
      case COUNT -> declaredEntries = note.count();
      case DEPRECATED -> addNotice(note);
    }
    return null;
  }

  private void addNotice(FeedEntry.Note note) {
    if (notices.size() < FeedReport.MAX_NOTICES) {
      notices.add(note);
    }
  }
}
