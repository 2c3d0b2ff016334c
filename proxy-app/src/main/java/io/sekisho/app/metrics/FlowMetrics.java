package io.sekisho.app.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Decision;
import io.sekisho.proxy.DialOutcome;
import io.sekisho.proxy.Flow;
import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.ParentUse;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.ServerUse;
import io.sekisho.proxy.SinkholeOutcome;
import io.sekisho.proxy.TlsOutcome;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.Visibility;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Match;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Counts what happens to flows. Called on event loops; a meter is looked up without a lock. */
final class FlowMetrics implements FlowObserver {
  private static final Duration[] DECISION_BUCKETS =
      LongStream.of(
              250,
              500,
              1_000,
              2_500,
              5_000,
              10_000,
              25_000,
              50_000,
              100_000,
              250_000,
              1_000_000,
              10_000_000)
          .mapToObj(Duration::ofNanos)
          .toArray(Duration[]::new);

  private static final Set<Action> ON_HOSTILE =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Action.RELAY)));

  /** Hostile destinations count as hits. */
  private static final Set<RefusalReason> FOR_ANOTHER_REASON =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(RefusalReason.HOSTILE)));

  private final MeterRegistry registry;
  private final Timer decisionTime;
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final Map<CounterKey, Counter> counters = new ConcurrentHashMap<>();
  private final Map<GaugeKey, AtomicLong> gauges = new ConcurrentHashMap<>();

  FlowMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.decisionTime =
        Timer.builder("decision")
            .description("Time that the rules took for one verdict")
            .serviceLevelObjectives(DECISION_BUCKETS)
            .register(registry);
  }

  /** Shows the hits of feeds too before there are any, on every listener that is configured. */
  void beginFeeds(List<String> feeds) {
    for (String listener : begun) {
      for (String feed : feeds) {
        for (Action action : ON_HOSTILE) {
          counter(FlowCounter.HITS, listener, feed, action.label());
        }
      }
    }
  }

  /** What is counted of a feed, on all listeners. */
  FeedHits hitsOf(String feed) {
    return new FeedHits(sum(FlowCounter.HITS, feed), sum(FlowCounter.SUSPECTS, feed));
  }

  private long sum(FlowCounter counter, String feed) {
    int label = counter.labels().indexOf("feed");
    return counters.entrySet().stream()
        .filter(entry -> entry.getKey().counter == counter)
        .filter(entry -> entry.getKey().values.get(label).equals(feed))
        .mapToLong(entry -> (long) entry.getValue().count())
        .sum();
  }

  /** A counter and the values of its labels, in the order of their names. */
  private record CounterKey(FlowCounter counter, List<String> values) {}

  /** Whose value is kept here. */
  private record GaugeKey(FlowGauge gauge, String listener) {}

  /**
   * Shows what is counted of a listener before there is anything to count: what appears with its
   * first count looks to whoever computes rates as if it had not grown.
   */
  @Override
  public void configured(String listener, Limits limits) {
    begun.add(listener);
    gauge(FlowGauge.CONNECTIONS_LIMIT, listener).set(limits.connections().inAll());
    gauge(FlowGauge.DIALS_LIMIT, listener).set(limits.pendingDials().inAll());
    gauge(FlowGauge.HELD_LIMIT, listener).set(limits.heldAnswers().inAll());
    gauge(FlowGauge.CONNECTIONS, listener);
    gauge(FlowGauge.DIALS, listener);
    for (Limit limit : Limit.values()) {
      counter(FlowCounter.LIMITS, listener, limit.label());
    }
    for (DialOutcome outcome : DialOutcome.values()) {
      counter(FlowCounter.DIALS, listener, outcome.label());
    }
    for (ServerUse use : ServerUse.values()) {
      counter(FlowCounter.SERVER_CONNECTIONS, listener, use.label());
    }
    beginFlows(listener);
  }

  private void beginFlows(String listener) {
    counter(FlowCounter.CONNECTIONS, listener);
    counter(FlowCounter.NAMES_DISAGREE, listener);
    counter(FlowCounter.RELAYED, listener);
    counter(FlowCounter.CUT, listener);
    for (SinkholeOutcome outcome : SinkholeOutcome.values()) {
      counter(FlowCounter.SUNK, listener, outcome.label());
    }
    for (TlsOutcome outcome : TlsOutcome.values()) {
      counter(FlowCounter.TLS_ANSWERS, listener, outcome.label());
    }
    for (RefusalReason reason : FOR_ANOTHER_REASON) {
      counter(FlowCounter.REFUSALS, listener, reason.label());
    }
    for (Undecided why : Undecided.values()) {
      for (Undecided.Handling handling : Undecided.Handling.values()) {
        counter(FlowCounter.UNDECIDED, listener, why.label(), handling.label());
      }
    }
    for (Visibility visibility : Visibility.values()) {
      counter(FlowCounter.JUDGED, listener, visibility.level().label(), visibility.label());
    }
  }

  @Override
  public void connectionOpened(String listener) {
    count(FlowCounter.CONNECTIONS, listener);
    gauge(FlowGauge.CONNECTIONS, listener).incrementAndGet();
  }

  @Override
  public void connectionClosed(String listener) {
    gauge(FlowGauge.CONNECTIONS, listener).decrementAndGet();
  }

  @Override
  public void reached(String listener, Limit limit) {
    count(FlowCounter.LIMITS, listener, limit.label());
  }

  @Override
  public void dialBegan(String listener) {
    gauge(FlowGauge.DIALS, listener).incrementAndGet();
  }

  @Override
  public void dialEnded(String listener, DialOutcome outcome) {
    gauge(FlowGauge.DIALS, listener).decrementAndGet();
    count(FlowCounter.DIALS, listener, outcome.label());
  }

  @Override
  public void decided(Decision decision) {
    String listener = decision.flow().listener();
    String action = decision.action().label();
    String verdict = decision.verdict().label();
    decisionTime.record(decision.nanos(), TimeUnit.NANOSECONDS);
    count(FlowCounter.DECISIONS, listener, stage(decision.newest()), verdict, action);
    decision
        .verdict()
        .<Runnable>fold(
            clean -> () -> {},
            exempt -> () -> {},
            suspect -> () -> count(FlowCounter.SUSPECTS, listener, feed(suspect.matches())),
            hostile -> () -> count(FlowCounter.HITS, listener, feed(hostile.matches()), action))
        .run();
    if (decision.cuts()) {
      count(FlowCounter.CUT, listener);
    }
  }

  private static String feed(List<Match> decisiveFirst) {
    return decisiveFirst.get(0).indicator().feed();
  }

  @Override
  public void refused(Flow flow, Evidence evidence, RefusalReason reason, String detail) {
    count(FlowCounter.REFUSALS, flow.listener(), reason.label());
  }

  @Override
  public void undecided(Flow flow, Evidence evidence, Undecided why, Undecided.Handling handling) {
    count(FlowCounter.UNDECIDED, flow.listener(), why.label(), handling.label());
  }

  @Override
  public void judged(Flow flow, Visibility visibility) {
    count(FlowCounter.JUDGED, flow.listener(), visibility.level().label(), visibility.label());
  }

  @Override
  public void namesDisagree(Flow flow, Evidence evidence) {
    count(FlowCounter.NAMES_DISAGREE, flow.listener());
  }

  @Override
  public void sunk(Flow flow, SinkholeOutcome outcome) {
    count(FlowCounter.SUNK, flow.listener(), outcome.label());
  }

  @Override
  public void tlsAnswered(Flow flow, TlsOutcome outcome) {
    count(FlowCounter.TLS_ANSWERS, flow.listener(), outcome.label());
  }

  @Override
  public void relayed(Flow flow) {
    count(FlowCounter.RELAYED, flow.listener());
  }

  @Override
  public void parentUsed(Flow flow, ParentUse use) {
    count(FlowCounter.PARENT_REQUESTS, flow.listener(), use.label());
  }

  @Override
  public void connected(Flow flow, ServerUse use) {
    count(FlowCounter.SERVER_CONNECTIONS, flow.listener(), use.label());
  }

  private FlowCounter count(FlowCounter counter, String... values) {
    counter(counter, values).increment();
    return counter;
  }

  private Counter counter(FlowCounter counter, String... values) {
    return counters.computeIfAbsent(new CounterKey(counter, List.of(values)), this::register);
  }

  private Counter register(CounterKey key) {
    Tags tags = Tags.empty();
    for (int i = 0; i < key.values.size(); i++) {
      tags = tags.and(key.counter.labels().get(i), key.values.get(i));
    }
    return Counter.builder(key.counter.meter())
        .description(key.counter.meaning())
        .tags(tags)
        .register(registry);
  }

  private AtomicLong gauge(FlowGauge gauge, String listener) {
    return gauges.computeIfAbsent(new GaugeKey(gauge, listener), this::register);
  }

  private AtomicLong register(GaugeKey key) {
    AtomicLong value = new AtomicLong();
    Gauge.builder(key.gauge.meter(), value, AtomicLong::get)
        .description(key.gauge.meaning())
        .tag("listener", key.listener)
        .register(registry);
    return value;
  }

  private static String stage(Clue.Kind newest) {
    return newest.name().toLowerCase(Locale.ROOT);
  }
}
