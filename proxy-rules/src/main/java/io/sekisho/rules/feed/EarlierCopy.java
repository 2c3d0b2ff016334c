package io.sekisho.rules.feed;

import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.match.Repeated;

/**
 * The copy that is in force, as it was read.
 *
 * @param copy whose bytes are still there
 * @param guards that its claims had to pass
 * @param repeated what it has more than once
 */
public record EarlierCopy(FeedCopy copy, FeedReport report, Guards guards, Repeated repeated) {}
