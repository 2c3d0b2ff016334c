package io.sekisho.app.feeds;

import java.nio.file.Path;
import java.util.List;

/**
 * All that the configuration says about feeds.
 *
 * @param state the directory that holds the last good copies, below names of their own
 */
public record FeedPlan(List<FeedSource> feeds, List<NeverBlockSource> neverBlock, Path state) {
  public FeedPlan {
    feeds = List.copyOf(feeds);
    neverBlock = List.copyOf(neverBlock);
  }
}
