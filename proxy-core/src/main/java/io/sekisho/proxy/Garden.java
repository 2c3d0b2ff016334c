package io.sekisho.proxy;

import io.sekisho.proxy.AnswerPolicy.Stage;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.indicator.IpAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The clients that were hit and sent elsewhere, and may reach nothing but the walled garden until
 * their time is over or somebody releases them. For all threads. It lasts as long as the process,
 * through all its configurations, and no longer; while the configuration has no garden, nobody is
 * captive.
 */
public final class Garden {
  private final InstantSource clock;
  private final Map<IpAddress, Captivity> captives = new ConcurrentHashMap<>();
  private final LongAdder captured = new LongAdder();
  private final LongAdder full = new LongAdder();
  private volatile @Nullable GardenSettings settings;
  private Instant swept = Instant.MIN;

  public Garden(InstantSource clock) {
    this.clock = clock;
  }

  /** Goes on with other settings; without any, everybody is free. */
  public void follow(Optional<GardenSettings> next) {
    settings = next.orElse(null);
    if (next.isEmpty()) {
      captives.clear();
    }
  }

  /** The captivity of a client's address, where there is one. */
  public Optional<Captivity> of(IpAddress address) {
    return Optional.ofNullable(find(address));
  }

  /** Everybody who is captive, who came first first. */
  public List<Captivity> captives() {
    Instant now = clock.instant();
    return captives.values().stream()
        .filter(captivity -> !captivity.isOver(now))
        .sorted(Comparator.comparing(Captivity::since))
        .toList();
  }

  /** Sets a client free; empty where it was. */
  public Optional<Captivity> release(IpAddress address) {
    return Optional.ofNullable(captives.remove(Headcount.client(address)));
  }

  /** How many times a client that was free became captive. */
  public long captured() {
    return captured.sum();
  }

  /** How many times one did not, because there were as many as may be. */
  public long full() {
    return full.sum();
  }

  /**
   * A flow was hit, and its client is sent elsewhere: it is captive from now on.
   *
   * @return the captivity, where it was free before
   */
  Optional<Captivity> hit(Flow flow, Answers answers) {
    GardenSettings current = settings;
    return current == null || current.exempts(flow.clientAddress())
        ? Optional.empty()
        : capture(flow, answers, current);
  }

  private synchronized Optional<Captivity> capture(
      Flow flow, Answers answers, GardenSettings current) {
    Instant now = clock.instant();
    IpAddress client = Headcount.client(flow.clientAddress());
    Captivity before = find(client);
    if (before == null && !hasRoom(current, now)) {
      full.increment();
      return Optional.empty();
    }
    Instant since = before == null ? now : before.since();
    Captivity next = new Captivity(client, flow.id(), answers, since, now.plus(current.time()));
    captives.put(client, next);
    if (before != null) {
      return Optional.empty();
    }
    captured.increment();
    return Optional.of(next);
  }

  /** Looks for those whose time is over once a second at the most, since hits come in floods. */
  private boolean hasRoom(GardenSettings current, Instant now) {
    if (captives.size() >= current.clients() && now.isAfter(swept.plusSeconds(1))) {
      swept = now;
      captives.values().removeIf(captivity -> captivity.isOver(now));
    }
    return captives.size() < current.clients();
  }

  private @Nullable Captivity find(IpAddress address) {
    GardenSettings current = settings;
    if (current == null || captives.isEmpty()) {
      return null;
    }
    Captivity found = captives.get(Headcount.client(address));
    boolean counts = found != null && !found.isOver(clock.instant()) && !current.exempts(address);
    return counts ? found : null;
  }

  /**
   * The captivity that a flow would break out of; null where it may go on. A diverted connection
   * that has shown nothing but its address may yet give a name.
   */
  @Nullable Captivity against(Flow flow, Evidence evidence, Stage stage) {
    Captivity captivity = stage == Stage.UNADMITTED ? null : find(flow.clientAddress());
    if (captivity == null || (stage == Stage.TUNNEL && !isNamed(evidence))) {
      return null;
    }
    return leadsOut(captivity, evidence) ? captivity : null;
  }

  /** The same for a flow that shows no more than this. */
  @Nullable Captivity against(Flow flow, Evidence evidence) {
    Captivity captivity = find(flow.clientAddress());
    return captivity != null && leadsOut(captivity, evidence) ? captivity : null;
  }

  /**
   * Whether something that was asked for is not in the garden; an address counts without a name.
   */
  private boolean leadsOut(Captivity captivity, Evidence evidence) {
    GardenSettings current = settings;
    boolean named = isNamed(evidence);
    return current != null
        && evidence.clues().stream()
            .filter(clue -> named ? isName(clue) : clue.kind() == Clue.Kind.ORIGINAL_DESTINATION)
            .map(clue -> clue.destination().host())
            .anyMatch(host -> !current.has(host) && !captivity.leadsTo(host));
  }

  private static boolean isNamed(Evidence evidence) {
    return evidence.clues().stream().anyMatch(Garden::isName);
  }

  private static boolean isName(Clue clue) {
    return switch (clue.kind()) {
      case CONNECT_TARGET, REQUEST_TARGET, HOST, SNI -> true;
      case ORIGINAL_DESTINATION,
          ALIAS,
          RESOLVED_ADDRESS,
          CERTIFICATE,
          CERTIFICATE_NAME,
          FINGERPRINT,
          LOOKUP ->
          false;
    };
  }
}
