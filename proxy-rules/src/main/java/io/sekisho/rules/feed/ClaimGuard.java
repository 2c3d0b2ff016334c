package io.sekisho.rules.feed;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.guard.GuardHit;
import io.sekisho.rules.guard.GuardReason;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.guard.UrlHostHandling;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Provenance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the guards about the claims of one copy, and keeps account of what they said. */
final class ClaimGuard {
  private static final Set<Integer> WEB_PORTS = Set.of(80, 443);

  /** Whether a claim is on the whole of a site that has a name. */
  private static final Pattern.Cases<Boolean> WHOLE_SITE =
      new Pattern.Cases<>(
          subTree -> true,
          exactName -> true,
          addresses -> false,
          socket -> isWebSite(socket.endpoint()),
          url -> false,
          certificate -> false,
          fingerprint -> false);

  /** The hosts of URLs. */
  private static final Pattern.Cases<List<Pattern>> HOSTS =
      new Pattern.Cases<>(
          subTree -> List.of(),
          exactName -> List.of(),
          addresses -> List.of(),
          socket -> List.of(),
          ClaimGuard::host,
          certificate -> List.of(),
          fingerprint -> List.of());

  private final Guards guards;
  private final Canaries canaries;
  private final ClaimRules rules;
  private final Admission admission;
  private final Map<GuardEffect, Map<GuardReason, Integer>> counts =
      new EnumMap<>(GuardEffect.class);
  private final List<GuardedClaim> sample = new ArrayList<>();

  /** Takes the claims that count. */
  @FunctionalInterface
  interface Admission {
    /**
     * Takes one claim.
     *
     * @param downgrade why the claim alone stops no flow; null where it counts in full
     */
    void admit(FeedEntry.Claim claim, @Nullable String downgrade);
  }

  ClaimGuard(EntryCollector.Checks checks, ClaimRules rules, Admission admission) {
    this.guards = checks.guards();
    this.canaries = checks.bounds().canaries();
    this.rules = rules;
    this.admission = admission;
  }

  /** Admits what the guards let pass of a claim, and what it says about the host of a URL. */
  void judge(FeedEntry.Claim claim) {
    Optional<GuardHit> hit =
        isCompromised(claim) && claim.pattern().fold(WHOLE_SITE)
            ? Optional.of(GuardHit.ofClaim(GuardReason.COMPROMISED_SITE, claim.pattern()))
            : guards.hitBy(claim.pattern(), rules.publicSuffixes());
    if (hit.isEmpty()) {
      admission.admit(claim, null);
    } else {
      admit(claim, hit.get());
    }
    if (rules.urlHosts() == UrlHostHandling.BLOCK && !isCompromised(claim)) {
      claim.pattern().fold(HOSTS).forEach(host -> judgeHost(claim, host));
    }
  }

  private void admit(FeedEntry.Claim claim, GuardHit hit) {
    count(claim, hit);
    switch (hit.effect()) {
      case NOTE -> admission.admit(claim, null);
      case DOWNGRADE -> admission.admit(claim, hit.cause());
      case SUPPRESS -> {}
    }
  }

  /** The host of a URL is blocked only where no guard has anything against it. */
  private void judgeHost(FeedEntry.Claim url, Pattern host) {
    FeedEntry.Claim claim = new FeedEntry.Claim(host, url.line(), url.particulars());
    Optional<GuardHit> hit = hostHit(host);
    if (hit.isEmpty()) {
      admission.admit(claim, null);
    } else {
      count(claim, hit.get().withEffect(GuardEffect.SUPPRESS));
    }
  }

  private Optional<GuardHit> hostHit(Pattern host) {
    return canaries.areCoveredBy(host)
        ? Optional.of(GuardHit.ofClaim(GuardReason.CANARY, host))
        : guards.hitBy(host, rules.publicSuffixes());
  }

  private void count(FeedEntry.Claim claim, GuardHit hit) {
    counts
        .computeIfAbsent(hit.effect(), effect -> new EnumMap<>(GuardReason.class))
        .merge(hit.reason(), 1, Integer::sum);
    if (sample.size() < GuardReport.MAX_SAMPLE) {
      sample.add(new GuardedClaim(claim, hit));
    }
  }

  GuardReport report() {
    return new GuardReport(counts, sample);
  }

  private static boolean isCompromised(FeedEntry.Claim claim) {
    return claim.particulars().provenance().site() == Provenance.Site.COMPROMISED;
  }

  private static boolean isWebSite(Endpoint endpoint) {
    return WEB_PORTS.contains(endpoint.port())
        && endpoint.host().<Boolean>fold(name -> true, address -> false);
  }

  /** The name, whatever the port; of an address only the ports that are meant. */
  private static List<Pattern> host(Pattern.Url url) {
    return url.host()
        .fold(
            name -> List.of(new Pattern.ExactName(name)), address -> sockets(address, url.port()));
  }

  private static List<Pattern> sockets(Host address, @Nullable Integer port) {
    Set<Integer> ports = port == null ? WEB_PORTS : Set.of(port);
    return ports.stream()
        .<Pattern>map(number -> new Pattern.Socket(new Endpoint(address, number)))
        .toList();
  }
}
