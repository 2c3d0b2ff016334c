package io.sekisho.rules.feed;

import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.snapshot.Generation;

/** The never-block entries of all files and of the configuration, put into one index. */
public final class NeverBlockList {
  /** The name that never-block entries have in verdicts. */
  public static final String NAME = Generation.NEVER_BLOCK;

  private final FeedIndex.Builder index = FeedIndex.builder(NAME);

  /** How a file of never-block entries is read: private addresses belong there. */
  public static FeedSettings settings(FormatChoice format) {
    return new FeedSettings(
        NAME, format, Indicator.MAX_CONFIDENCE, null, SpecialPurposeHandling.ACCEPT);
  }

  public void add(Pattern pattern) {
    index.add(new Indicator(pattern, NAME, 0, null, Indicator.MAX_CONFIDENCE, null));
  }

  /** Adds the entries of a copy that the gate has accepted. */
  public void add(FeedCopy copy, FormatChoice format) {
    new FeedReader(settings(format)).readInto(index, copy);
  }

  public FeedIndex build() {
    return index.build();
  }
}
