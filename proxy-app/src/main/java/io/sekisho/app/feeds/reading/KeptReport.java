package io.sekisho.app.feeds.reading;

import io.sekisho.rules.feed.FeedReport;
import io.sekisho.rules.feed.GuardReport;
import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.RejectReason;
import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.guard.GuardReason;
import io.sekisho.rules.indicator.Pattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report on a copy that took effect, as it lies in a file. The sample of guarded claims is not in
 * it: only commands that read copies themselves show one.
 */
record KeptReport(
    String format,
    Map<Pattern.Kind, Integer> indicators,
    int exceptions,
    int accepted,
    Map<RejectReason, Integer> rejected,
    List<FeedEntry.Rejected> sample,
    @Nullable Integer declaredEntries,
    List<FeedEntry.Note> notices,
    Map<GuardEffect, Map<GuardReason, Integer>> guards,
    int expired) {
  static KeptReport of(FeedReport report) {
    return new KeptReport(
        report.format(),
        report.indicators(),
        report.exceptions(),
        report.accepted(),
        report.rejected(),
        report.sample(),
        report.declaredEntries(),
        report.notices(),
        report.guards().counts(),
        report.expired());
  }

  FeedReport report() {
    return new FeedReport(
        format,
        indicators,
        exceptions,
        accepted,
        rejected,
        sample,
        declaredEntries,
        notices,
        new GuardReport(guards, List.of()),
        expired);
  }
}
