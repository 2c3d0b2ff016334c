package io.sekisho.rules.match;

import java.util.Map;

/**
 * What counts when levels are merged.
 *
 * @param feeds by name; the claims of others are dropped
 * @param depth whether anything older remains
 * @param over the last of the {@link Minutes} that are over
 * @param counting whether what stays is counted, which takes its time
 * @param pause called now and then, so that somebody else gets the processor
 */
record MergeRules(
    Map<String, FeedState> feeds, Depth depth, int over, Counting counting, Runnable pause) {

  /** Whether it is counted what each feed has in the result. */
  enum Counting {
    COUNTED,
    UNCOUNTED
  }

  /** How far down a merge goes. */
  enum Depth {
    /** Nothing older remains: tombstones and what has ended go. */
    TO_THE_BOTTOM,
    /** Something older remains, which tombstones and ended claims go on hiding. */
    ABOVE_OLDER
  }
}
