package io.sekisho.app.feeds.reading;

import io.sekisho.rules.feed.FeedReader;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.indicator.HostName;
import java.util.List;
import java.util.Set;

/**
 * All that decides what a copy becomes, beside the copy.
 *
 * @param settings a digest
 */
public record ReadingBasis(String settings, Guards guards) {

  /**
   * A digest of what a feed's copies are read and judged by. A setting whose text is not the same
   * in every process costs a reading, and no more.
   *
   * @param origin where they come from, which is a hint at their format
   */
  public static String settings(FeedSettings feed, GateSettings gate, String origin) {
    List<String> canaries = gate.canaries().stream().map(HostName::ascii).sorted().toList();
    return Sha256.of(
        List.of(
            "reader " + FeedReader.VERSION,
            feed.toString(),
            feed.format().description(),
            gate.withCanaries(Set.of()).toString(),
            canaries.toString(),
            origin));
  }

  /** The same for what makes the same of the same copy; empty where that cannot be known. */
  String digest() {
    return guards.origin().isEmpty() ? "" : Sha256.of(List.of(settings, guards.origin()));
  }
}
