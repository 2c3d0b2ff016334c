package io.sekisho.rules.feed;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.RejectReason;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.FeedIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a copy became.
 *
 * @param format the label of the format it was read in
 * @param indicators by kind, each pattern counted once; every kind is there
 * @param accepted claims and exceptions as they stand in the copy, repeated ones too
 * @param rejected by reason; only reasons that occur
 * @param sample the first rejected lines, at most {@value #MAX_SAMPLE}
 * @param canary the first claim on what no feed may ever list
 * @param declaredEntries how many entries the copy itself says that it has; the last word counts
 * @param notices that the list is no longer kept, at most {@value #MAX_NOTICES}
 * @param guards what the guards did to the accepted claims
 * @param expired how many of the indicators had expired when the copy was read
 */
public record FeedReport(
    String format,
    Map<Pattern.Kind, Integer> indicators,
    int exceptions,
    int accepted,
    Map<RejectReason, Integer> rejected,
    List<FeedEntry.Rejected> sample,
    FeedEntry.@Nullable Claim canary,
    @Nullable Integer declaredEntries,
    List<FeedEntry.Note> notices,
    GuardReport guards,
    int expired) {
  public static final int MAX_SAMPLE = 1_000;
  public static final int MAX_NOTICES = 10;

  private static final String COMPILED = "compiled";
  private static final String POSTED = "api";

  public FeedReport {
    indicators = Collections.unmodifiableMap(new TreeMap<>(indicators));
    rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
    sample = List.copyOf(sample);
    notices = List.copyOf(notices);
  }

  /** Of a copy that lists nothing that no feed may. */
  public FeedReport(
      String format,
      Map<Pattern.Kind, Integer> indicators,
      int exceptions,
      int accepted,
      Map<RejectReason, Integer> rejected,
      List<FeedEntry.Rejected> sample,
      @Nullable Integer declaredEntries,
      List<FeedEntry.Note> notices,
      GuardReport guards,
      int expired) {
    this(
        format,
        indicators,
        exceptions,
        accepted,
        rejected,
        sample,
        null,
        declaredEntries,
        notices,
        guards,
        expired);
  }

  /** What is known of a copy that was compiled by an earlier process, and is not there any more. */
  public static FeedReport compiled(FeedIndex index, Instant now) {
    return withoutCopy(COMPILED, index, now);
  }

  /** What is known of a feed that has no copies, but entries that are posted one by one. */
  public static FeedReport posted(
      FeedIndex index, Map<RejectReason, Integer> rejected, GuardReport guards, Instant now) {
    FeedReport plain = withoutCopy(POSTED, index, now);
    return new FeedReport(
        POSTED,
        plain.indicators,
        plain.exceptions,
        plain.accepted,
        rejected,
        List.of(),
        null,
        null,
        List.of(),
        guards,
        plain.expired);
  }

  private static FeedReport withoutCopy(String format, FeedIndex index, Instant now) {
    return new FeedReport(
        format,
        index.counts(),
        index.exceptions(),
        index.entries() + index.exceptions(),
        Map.of(),
        List.of(),
        null,
        null,
        List.of(),
        GuardReport.NONE,
        index.expired(now));
  }

  /** Whether it has told of the copy as a whole. */
  boolean isOfWholeCopy() {
    return declaredEntries != null || !notices.isEmpty();
  }

  /**
   * The report of the next copy, from those of the lines that went and that came.
   *
   * @param index what the next copy became
   */
  FeedReport changed(FeedReport gone, FeedReport come, FeedIndex index, int nowExpired) {
    Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
    reasons.putAll(rejected);
    come.rejected.forEach((reason, lines) -> reasons.merge(reason, lines, Integer::sum));
    gone.rejected.forEach((reason, lines) -> reasons.merge(reason, -lines, Integer::sum));
    reasons.values().removeIf(lines -> lines <= 0);
    return new FeedReport(
        format,
        index.counts(),
        index.exceptions(),
        accepted - gone.accepted + come.accepted,
        reasons,
        sampleWith(gone, come),
        come.canary,
        declaredEntries,
        notices,
        guards.changed(gone.guards, come.guards),
        nowExpired);
  }

  private List<FeedEntry.Rejected> sampleWith(FeedReport gone, FeedReport come) {
    List<FeedEntry.Rejected> lines = new ArrayList<>(sample);
    gone.sample.forEach(went -> lines.removeIf(had -> had.text().equals(went.text())));
    lines.addAll(come.sample);
    return lines.size() > MAX_SAMPLE ? lines.subList(0, MAX_SAMPLE) : lines;
  }

  public int rejectedLines() {
    return rejected.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Rejected lines that make no sense in the format. */
  int malformedLines() {
    return rejected.entrySet().stream()
        .filter(entry -> entry.getKey().isMalformed())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  Optional<FeedEntry.Rejected> firstMalformed() {
    return sample.stream().filter(line -> line.reason().isMalformed()).findFirst();
  }

  Optional<FeedEntry.Claim> listedCanary() {
    return Optional.ofNullable(canary);
  }

  /** The first notice that the list is no longer kept, in the words of its source. */
  public Optional<String> notice() {
    return notices.stream().map(FeedEntry.Note::text).findFirst();
  }
}
