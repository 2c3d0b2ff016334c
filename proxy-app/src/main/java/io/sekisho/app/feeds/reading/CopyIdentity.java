package io.sekisho.app.feeds.reading;

import io.sekisho.rules.feed.FeedCopy;
import java.time.Instant;

/** What makes two copies the same, and when the source last had the one in force. */
public record CopyIdentity(String digest, Instant modified, Instant seen) {
  static CopyIdentity of(FeedCopy copy) {
    return new CopyIdentity(copy.digest(), copy.modified(), copy.seen());
  }

  /** The times first: to digest a large copy takes a while, and a change is in a hurry. */
  public boolean isOf(FeedCopy copy) {
    return modified.equals(copy.modified()) && digest.equals(copy.digest());
  }
}
