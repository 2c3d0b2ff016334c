package io.sekisho.app.feeds.posted;

import java.time.Instant;
import java.util.List;

/**
 * What is to be changed in a feed at once: withdrawals first, so that what is in both lists is
 * added.
 *
 * @param at when it was posted
 */
public record PostedChange(Instant at, List<PostedEntry> add, List<PostedEntry> withdraw) {
  /** Most entries that are posted together. */
  public static final int MOST_ENTRIES = 100_000;

  public PostedChange {
    add = List.copyOf(add);
    withdraw = List.copyOf(withdraw);
  }

  /** How many entries it has. */
  public int size() {
    return add.size() + withdraw.size();
  }
}
