package io.sekisho.rules.feed;

import io.sekisho.rules.Clue;
import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.ClaimStore;
import io.sekisho.rules.match.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Asks a store for every entry of one feed, as its format hands them on. For one thread. */
final class FeedSurvey implements Consumer<FeedEntry> {
  /** Before anything ends. */
  static final Instant EARLY = Instant.EPOCH;

  /** Ends before this are too early for the tables to tell them apart. */
  private static final Instant TOLD_APART = Instant.parse("2021-01-01T00:00:00Z");

  /** One entry in so many is asked for at all its destinations, the others at one. */
  private static final int THOROUGH = 8;

  private static final Pattern.Cases<Optional<AddressPrefix>> PREFIX =
      new Pattern.Cases<>(
          subTree -> Optional.empty(),
          exactName -> Optional.empty(),
          prefix -> Optional.of(prefix.prefix()),
          socket -> Optional.empty(),
          url -> Optional.empty(),
          certificate -> Optional.empty(),
          fingerprint -> Optional.empty());

  private final String feed;
  private final ClaimStore store;
  private final BenignListing benign;
  private final Set<Pattern> claimed = new HashSet<>();
  private final List<String> missed = new ArrayList<>();
  private final List<Indicator> found = new ArrayList<>();

  FeedSurvey(String feed, ClaimStore store, BenignListing benign) {
    this.feed = feed;
    this.store = store;
    this.benign = benign;
  }

  String feed() {
    return feed;
  }

  /** What was not found where it had to be. */
  List<String> missed() {
    return missed;
  }

  /** The different patterns that it has. */
  int patterns() {
    return claimed.size();
  }

  @Override
  public void accept(FeedEntry entry) {
    entry
        .<Optional<FeedEntry.Claim>>fold(
            Optional::of,
            exemption -> Optional.empty(),
            rejected -> Optional.empty(),
            note -> Optional.empty())
        .filter(claim -> !isTooBroad(claim.pattern()))
        .ifPresent(this::ask);
  }

  private static boolean isTooBroad(Pattern pattern) {
    return pattern
        .fold(PREFIX)
        .filter(
            prefix ->
                prefix.length()
                    < (prefix.network().isV4()
                        ? ClaimTerms.MIN_V4_LENGTH
                        : ClaimTerms.MIN_V6_LENGTH))
        .isPresent();
  }

  private void ask(FeedEntry.Claim claim) {
    if (!claimed.add(claim.pattern())) {
      return;
    }
    benign.note(feed, claim.pattern());
    Instant end = claim.particulars().validUntil();
    Instant now = end == null || end.isBefore(TOLD_APART) ? EARLY : end.minusSeconds(1);
    for (Clue clue : chosen(Destinations.of(claim.pattern()))) {
      if (!isFound(claim.pattern(), clue, now)) {
        missed.add(claim + " at " + clue);
      }
    }
  }

  private List<Clue> chosen(List<Clue> all) {
    int number = claimed.size();
    if (all.isEmpty() || number % THOROUGH == 0) {
      return all;
    }
    return List.of(all.get(number % all.size()));
  }

  private boolean isFound(Pattern pattern, Clue clue, Instant now) {
    found.clear();
    Query.formsOf(clue).forEach(form -> store.collect(form, now, found));
    for (Indicator each : found) {
      if (each.feed().equals(feed) && each.pattern().equals(pattern)) {
        return true;
      }
    }
    return false;
  }
}
