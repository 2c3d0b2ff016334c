package io.sekisho.rules.feed;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FeedFormat;
import io.sekisho.rules.feed.format.Particulars;
import io.sekisho.rules.feed.format.RejectReason;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.SpecialPurpose;
import io.sekisho.rules.match.FeedIndex;
import java.time.Duration;
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
  /** Shortest prefixes that a feed may claim: wider ones are slips, or attacks. */
  static final int MIN_V4_LENGTH = 8;

  static final int MIN_V6_LENGTH = 16;

  /** The addresses that a pattern is about; empty where it is about anything else. */
  private static final Pattern.Cases<Optional<AddressPrefix>> ADDRESSES =
      new Pattern.Cases<>(
          subTree -> Optional.empty(),
          exactName -> Optional.empty(),
          addresses -> Optional.of(addresses.prefix()),
          socket -> addressOf(socket.endpoint().host()),
          url -> addressOf(url.host()),
          certificate -> Optional.empty(),
          fingerprint -> Optional.empty());

  private final FeedSettings settings;
  private final Instant modified;
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
    this.modified = copy.modified();
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
    Optional<RejectReason> fault = claim.pattern().fold(ADDRESSES).flatMap(this::faultOf);
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
    index.add(indicator(claim, downgrade));
  }

  private static Optional<AddressPrefix> addressOf(Host host) {
    return host.fold(name -> Optional.empty(), address -> Optional.of(AddressPrefix.of(address)));
  }

  private Indicator indicator(FeedEntry.Claim claim, @Nullable String downgrade) {
    Particulars said = claim.particulars();
    Integer confidence = said.confidence();
    return new Indicator(
        claim.pattern(),
        settings.name(),
        claim.line(),
        said.threat(),
        confidence == null ? settings.confidence() : confidence,
        expiry(said),
        said.provenance(),
        downgrade,
        said.action());
  }

  /**
   * The end that the source gives, or the feed's own from when the source last found the
   * destination at work, whichever is earlier. The one from when the copy was seen is the index's.
   */
  private @Nullable Instant expiry(Particulars said) {
    Instant own = end(said);
    Instant alive = said.aliveAt();
    Instant end = alive == null ? null : settings.expiry().map(alive::plus).orElse(null);
    return end == null || (own != null && own.isBefore(end)) ? own : end;
  }

  private @Nullable Instant end(Particulars said) {
    Duration lasting = said.lasting();
    return said.validUntil() == null && lasting != null
        ? modified.plus(lasting)
        : said.validUntil();
  }

  private Optional<RejectReason> faultOf(AddressPrefix prefix) {
    if (settings.specialPurpose() == SpecialPurposeHandling.REFUSE
        && SpecialPurpose.overlaps(prefix).isPresent()) {
      return Optional.of(RejectReason.SPECIAL_PURPOSE);
    }
    return prefix.length() < (prefix.network().isV4() ? MIN_V4_LENGTH : MIN_V6_LENGTH)
        ? Optional.of(RejectReason.PREFIX_TOO_BROAD)
        : Optional.empty();
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
