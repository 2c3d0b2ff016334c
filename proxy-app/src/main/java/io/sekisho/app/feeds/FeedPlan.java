package io.sekisho.app.feeds;

import io.sekisho.proxy.dns.DnsSettings;
import io.sekisho.rules.snapshot.Trust;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that the configuration says about feeds.
 *
 * @param state the directory that holds the last good copies, below names of their own
 * @param names where servers of feeds are looked up
 */
public record FeedPlan(
    List<FeedSource> feeds, List<NeverBlockSource> neverBlock, Path state, DnsSettings names) {

  /** With the system's resolvers. */
  public FeedPlan(List<FeedSource> feeds, List<NeverBlockSource> neverBlock, Path state) {
    this(
        feeds,
        neverBlock,
        state,
        new DnsSettings(List.of(), Map.of(), DnsSettings.DEFAULT_QUERY_TIME));
  }

  public FeedPlan {
    feeds = List.copyOf(feeds);
    neverBlock = List.copyOf(neverBlock);
  }

  /** Which feeds there are. */
  public Set<String> feedNames() {
    return feeds.stream().map(FeedSource::name).collect(Collectors.toSet());
  }

  /** How far each feed's word goes, by its name. */
  Map<String, Trust> trust() {
    return feeds.stream().collect(Collectors.toMap(FeedSource::name, FeedSource::trust));
  }
}
