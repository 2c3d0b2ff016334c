package io.sekisho.app.feeds;

import java.util.concurrent.CompletionStage;

/** Takes what is posted to a feed. */
@FunctionalInterface
public interface FeedChanges {
  /**
   * Makes a change, behind those that were posted before it. Never blocks.
   *
   * @param body in JSON; not to be changed any more
   */
  CompletionStage<ChangeOutcome> change(String feed, byte[] body);
}
