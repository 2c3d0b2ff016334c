package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes the next edition. An indicator that the base of the edition before has already is only
 * marked as still there; the others go into a new overlay. For one thread, and for one edition.
 */
final class EditionBuilder {
  private final String feed;
  private final @Nullable Edition before;
  private final PatternIndex base;
  private final int[] lines;
  private final PatternIndex overlay = new PatternIndex();
  private int kept;
  private int expected;

  EditionBuilder(String feed, @Nullable Edition before) {
    this.feed = feed;
    this.before = before;
    this.base = before == null ? new PatternIndex() : before.base().index();
    this.lines = new int[base.size()];
    Arrays.fill(lines, Edition.ABSENT);
  }

  /** Adds a claim, as {@link PatternIndex#add} does. */
  void add(Indicator indicator) {
    int entry = find(indicator.pattern());
    if (entry == EntryStore.NONE || lines[entry] == Edition.REPLACED) {
      overlay.add(indicator);
    } else if (lines[entry] == Edition.ABSENT) {
      addFirst(entry, indicator);
    } else if (Claim.of(indicator).supersedes(base.store().claim(entry))) {
      kept--;
      replace(entry, indicator);
    }
  }

  /** Copies mostly list in the order of the one before, so the next entry is looked at first. */
  private int find(Pattern pattern) {
    int entry = base.isAt(expected, pattern) ? expected : base.find(pattern);
    if (entry != EntryStore.NONE) {
      expected = entry + 1;
    }
    return entry;
  }

  private void addFirst(int entry, Indicator indicator) {
    if (base.store().claim(entry).isLike(indicator)) {
      lines[entry] = indicator.line();
      kept++;
    } else {
      replace(entry, indicator);
    }
  }

  private void replace(int entry, Indicator indicator) {
    lines[entry] = Edition.REPLACED;
    overlay.add(indicator);
  }

  /** About what it takes that the edition before does not. */
  long bytes() {
    return overlay.bytes() + (long) Integer.BYTES * lines.length;
  }

  Edition build(@Nullable Instant limit, DeltaBounds bounds) {
    FeedChange change = change();
    int strays = base.size() - kept + overlay.size();
    if (bounds.allow(base.size(), strays)) {
      overlay.seal();
      return Edition.of(
          new Layer(feed, base, lines, limit), Layer.whole(feed, overlay, limit), change);
    }
    return whole(limit, change);
  }

  /** Everything in the tables of what was the overlay. */
  private Edition whole(@Nullable Instant limit, FeedChange change) {
    Layer still = new Layer(feed, base, lines, null);
    still.forEach(entry -> overlay.add(still.indicator(entry)));
    overlay.seal();
    PatternIndex none = new PatternIndex();
    none.seal();
    return Edition.of(Layer.whole(feed, overlay, limit), Layer.whole(feed, none, limit), change);
  }

  private FeedChange change() {
    return before == null ? new FeedChange(kept + overlay.size(), 0, 0) : changeFrom(before);
  }

  private FeedChange changeFrom(Edition earlier) {
    int common = 0;
    int equal = 0;
    for (int i = 0; i < lines.length; i++) {
      int was = earlier.base().line(i);
      common += lines[i] != Edition.ABSENT && was != Edition.ABSENT ? 1 : 0;
      equal += lines[i] >= 0 && (was >= 0 || claimedTheSame(earlier, i)) ? 1 : 0;
    }
    for (int i = 0; i < overlay.size(); i++) {
      Pattern pattern = overlay.store().pattern(i);
      Claim was = earlier.claim(pattern);
      if (was != null) {
        common += base.find(pattern) == EntryStore.NONE ? 1 : 0;
        equal += was.equals(overlay.store().claim(i)) ? 1 : 0;
      }
    }
    int size = kept + overlay.size();
    return new FeedChange(size - common, earlier.size() - common, common - equal);
  }

  /** Whether an entry of the base was claimed over the base as it is in it. */
  private boolean claimedTheSame(Edition earlier, int entry) {
    return earlier.base().line(entry) == Edition.REPLACED
        && base.store().claim(entry).equals(earlier.claim(base.store().pattern(entry)));
  }
}
