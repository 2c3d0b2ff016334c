package io.sekisho.rules.snapshot;

import io.sekisho.rules.match.ClaimStore;
import io.sekisho.rules.match.FeedIndex;

/**
 * Hears every change of the claims that is in force, in their order, from whoever made it. Other
 * changes wait meanwhile, decisions do not.
 */
public interface ClaimListener {
  /** Hears nothing. */
  ClaimListener NONE =
      new ClaimListener() {
        @Override
        public void replaced(FeedIndex index, ClaimStore before, ClaimStore after) {}

        @Override
        public void removed(String feed, ClaimStore after) {}
      };

  /** A feed claims now what {@code index} says. */
  void replaced(FeedIndex index, ClaimStore before, ClaimStore after);

  /** A feed is gone. */
  void removed(String feed, ClaimStore after);
}
