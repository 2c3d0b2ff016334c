package io.sekisho.app.admin;

import io.sekisho.app.feeds.FeedSource;
import io.sekisho.app.feeds.FeedStatus;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Policy;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether traffic can be sent here: the rules in force answer both probes right, every feed has
 * been tried once or is as an earlier process left it, and the required ones are good.
 */
public final class Readiness {
  private static final Evidence HOSTILE_PROBE = evidence("c2-test.sekisho.invalid");
  private static final Evidence CLEAN_PROBE = evidence("clean-test.sekisho.invalid");

  private final Policy policy;
  private final Supplier<List<FeedStatus>> feeds;

  public Readiness(Policy policy, Supplier<List<FeedStatus>> feeds) {
    this.policy = policy;
    this.feeds = feeds;
  }

  /**
   * How things are at one moment.
   *
   * @param hostileProbe whether the name that must be hostile is
   * @param cleanProbe whether the name that must be clean is
   */
  record State(boolean hostileProbe, boolean cleanProbe, List<FeedStatus> feeds) {
    boolean ready() {
      return hostileProbe && cleanProbe && feeds.stream().allMatch(State::letsBeReady);
    }

    private static boolean letsBeReady(FeedStatus feed) {
      return (feed.isTried() || feed.copyInForce().isPresent())
          && !(feed.isFailing() && feed.required() == FeedSource.Requirement.REQUIRED);
    }
  }

  public boolean isReady() {
    return now().ready();
  }

  State now() {
    return new State(isHostile(HOSTILE_PROBE), !isHostile(CLEAN_PROBE), feeds.get());
  }

  private boolean isHostile(Evidence probe) {
    return policy.decide(probe).isHostile();
  }

  private static Evidence evidence(String name) {
    return Evidence.of(new Clue(Clue.Kind.LOOKUP, new Endpoint(new HostName(name), 443)));
  }
}
