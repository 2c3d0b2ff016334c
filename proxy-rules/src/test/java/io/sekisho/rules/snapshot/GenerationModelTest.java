package io.sekisho.rules.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Match;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import io.sekisho.rules.match.FeedIndex;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random feeds, never-block entries and evidence, judged as the words of the rules say. */
final class GenerationModelTest {
  private static final Set<Clue.Kind> LOOKED_UP =
      Set.of(Clue.Kind.ALIAS, Clue.Kind.RESOLVED_ADDRESS);
  private static final Set<Clue.Kind> SHOWN =
      Set.of(Clue.Kind.CERTIFICATE, Clue.Kind.CERTIFICATE_NAME);
  private static final Set<Clue.Kind> ASKED_FOR =
      Set.of(Clue.Kind.CONNECT_TARGET, Clue.Kind.REQUEST_TARGET, Clue.Kind.ORIGINAL_DESTINATION);
  private static final Set<Clue.Kind> DIALLED =
      Set.of(Clue.Kind.CONNECT_TARGET, Clue.Kind.REQUEST_TARGET);
  private static final Set<Clue.Kind> NAMING =
      Set.of(Clue.Kind.CONNECT_TARGET, Clue.Kind.REQUEST_TARGET, Clue.Kind.SNI);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T00:00:00Z"));
  private static final List<Clue.Kind> KINDS = List.of(Clue.Kind.values());
  private static final int GENERATIONS = 2_000;
  private static final int DECISIONS = 30;

  /** What the model expects: which matches count, and which an exemption overrules. */
  private record Expected(Set<Match> hostile, Set<Match> overruled) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void judgesAsTheModelDoes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < GENERATIONS; i++) {
      List<Indicator> one = indicators("one", random, random.nextInt(5));
      List<Indicator> two = indicators("two", random, random.nextInt(5));
      List<Indicator> exempting = indicators("never-block", random, random.nextInt(4));
      LiveRules rules = new LiveRules(CLOCK);
      rules.replace(feed("one", one));
      rules.replace(feed("two", two));
      rules.neverBlock(feed("never-block", exempting));
      List<Indicator> listed = new ArrayList<>(one);
      listed.addAll(two);

      for (int j = 0; j < DECISIONS; j++) {
        Evidence evidence = evidence(random);

        Verdict verdict = rules.decide(evidence);

        assertThat(judged(verdict))
            .as("%s with %s except %s", evidence, listed, exempting)
            .isEqualTo(expected(evidence, listed, exempting));
      }
    }
  }

  private static Expected judged(Verdict verdict) {
    return verdict.fold(
        clean -> new Expected(Set.of(), Set.of()),
        exempt -> new Expected(Set.of(), Set.copyOf(exempt.overruled())),
        suspect -> new Expected(Set.of(), Set.of()),
        hostile -> new Expected(Set.copyOf(hostile.matches()), Set.of()));
  }

  private static Expected expected(
      Evidence evidence, List<Indicator> listed, List<Indicator> exempting) {
    Set<Match> hostile = new HashSet<>();
    Set<Match> overruled = new HashSet<>();
    for (Clue clue : evidence.clues()) {
      boolean exempt = isExempt(clue, evidence, exempting);
      for (Indicator indicator : listed) {
        if (covers(indicator.pattern(), clue)) {
          (exempt ? overruled : hostile).add(new Match(clue, indicator));
        }
      }
    }
    return new Expected(hostile, hostile.isEmpty() ? overruled : Set.of());
  }

  private static boolean isExempt(Clue clue, Evidence evidence, List<Indicator> exempting) {
    boolean askedFor = areCovered(evidence, c -> ASKED_FOR.contains(c.kind()), exempting);
    if (SHOWN.contains(clue.kind())) {
      return askedFor;
    }
    if (clue.kind() == Clue.Kind.FINGERPRINT) {
      return isCovered(clue, exempting)
          || askedFor
          || areCovered(evidence, c -> NAMING.contains(c.kind()) && isName(c), exempting);
    }
    return isCovered(clue, exempting)
        || (LOOKED_UP.contains(clue.kind())
            && areCovered(evidence, c -> DIALLED.contains(c.kind()) && isName(c), exempting));
  }

  private static boolean isName(Clue clue) {
    return clue.destination().host().fold(name -> true, address -> false);
  }

  /** Whether there are such clues, and each is covered. */
  private static boolean areCovered(
      Evidence evidence, Predicate<Clue> such, List<Indicator> exempting) {
    List<Clue> all = evidence.clues().stream().filter(such).toList();
    return !all.isEmpty() && all.stream().allMatch(clue -> isCovered(clue, exempting));
  }

  private static boolean isCovered(Clue clue, List<Indicator> exempting) {
    return exempting.stream().anyMatch(entry -> covers(entry.pattern(), clue));
  }

  private static boolean covers(Pattern pattern, Clue clue) {
    CertificateFingerprint certificate = clue.certificate();
    if (certificate != null) {
      return pattern.equals(new Pattern.Certificate(certificate));
    }
    TlsClientFingerprint client = clue.client();
    if (client != null) {
      return pattern.equals(new Pattern.Fingerprint(client));
    }
    Endpoint destination = clue.destination();
    Host host = destination.host();
    return pattern.fold(
        new Pattern.Cases<>(
            tree -> ("." + host).endsWith("." + tree.name()),
            exact -> host.equals(exact.name()),
            prefix -> host.fold(name -> false, prefix.prefix()::contains),
            socket -> socket.endpoint().equals(destination),
            url -> false,
            shown -> false,
            greeted -> false));
  }

  private static FeedIndex feed(String name, List<Indicator> indicators) {
    FeedIndex.Builder builder = FeedIndex.builder(name);
    indicators.forEach(builder::add);
    return builder.build();
  }

  /** Claims about distinct patterns, so that none takes another's place. */
  private static List<Indicator> indicators(String feed, SplittableRandom random, int count) {
    Set<Pattern> patterns = new HashSet<>();
    List<Indicator> indicators = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Pattern pattern = pattern(random);
      if (patterns.add(pattern)) {
        indicators.add(new Indicator(pattern, feed, i + 1, null, random.nextInt(101), null));
      }
    }
    return indicators;
  }

  private static Pattern pattern(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 5 -> new Pattern.Fingerprint(client(random));
      case 4 -> new Pattern.Certificate(certificate(random));
      case 0 -> new Pattern.SubTree(name(random));
      case 1 -> new Pattern.ExactName(name(random));
      case 2 -> new Pattern.Addresses(new AddressPrefix(address(random), 30 + random.nextInt(3)));
      default -> new Pattern.Socket(endpoint(random));
    };
  }

  private static Evidence evidence(SplittableRandom random) {
    List<Clue> clues = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      clues.add(clue(KINDS.get(random.nextInt(KINDS.size())), random));
    }
    return new Evidence(clues);
  }

  private static Clue clue(Clue.Kind kind, SplittableRandom random) {
    return switch (kind) {
      case CERTIFICATE -> Clue.ofCertificate(kind, certificate(random), endpoint(random));
      case FINGERPRINT -> Clue.ofClient(kind, client(random), endpoint(random));
      case CONNECT_TARGET,
          REQUEST_TARGET,
          ORIGINAL_DESTINATION,
          HOST,
          SNI,
          ALIAS,
          RESOLVED_ADDRESS,
          CERTIFICATE_NAME,
          LOOKUP ->
          new Clue(kind, endpoint(random));
    };
  }

  private static CertificateFingerprint certificate(SplittableRandom random) {
    return new CertificateFingerprint("0".repeat(39) + random.nextInt(4));
  }

  private static TlsClientFingerprint client(SplittableRandom random) {
    return new TlsClientFingerprint(
        TlsClientFingerprint.Kind.JA3, "0".repeat(31) + random.nextInt(3));
  }

  private static Endpoint endpoint(SplittableRandom random) {
    Host host = random.nextBoolean() ? name(random) : address(random);
    return new Endpoint(host, random.nextBoolean() ? 80 : 443);
  }

  private static HostName name(SplittableRandom random) {
    String[] names = {"a", "b.a", "c.b.a", "cb.a", "b", "c.b"};
    return new HostName(names[random.nextInt(names.length)]);
  }

  private static IpAddress address(SplittableRandom random) {
    return IpAddress.v4(0xc000_0200 | random.nextInt(6));
  }
}
