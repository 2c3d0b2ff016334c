package io.sekisho.rules.match;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.address.AddressList;
import io.sekisho.rules.match.address.AddressTable;
import io.sekisho.rules.match.address.SortedAddresses;
import io.sekisho.rules.match.key.KeyList;
import io.sekisho.rules.match.key.PatternKeys;
import io.sekisho.rules.match.key.SortedKeys;
import io.sekisho.rules.match.name.Extent;
import io.sekisho.rules.match.name.NameList;
import io.sekisho.rules.match.name.PackedNames;
import io.sekisho.rules.match.name.SortedNames;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import io.sekisho.rules.match.table.Image;
import java.util.function.ObjIntConsumer;

/**
 * Makes a level of claims as they come. Where a feed claims a pattern more than once, their {@link
 * Standing} decides. For one thread and one level.
 */
final class LevelBuilder {
  private final HashKey key;
  private final ClaimsBuilder claims = new ClaimsBuilder();
  private NameList names = new NameList();
  private Arrivals ofNames = new Arrivals();
  private final Repetitions repetitions = new Repetitions();
  private final Repeated.Tally repeated = new Repeated.Tally();
  private final AddressList addresses = new AddressList();
  private final Arrivals ofAddresses = new Arrivals();
  private final KeyList keys = new KeyList();
  private final Arrivals ofKeys = new Arrivals();
  private final Pattern.Cases<Arrivals> adding =
      new Pattern.Cases<>(
          subTree -> add(subTree.name().ascii(), Extent.SUB_TREE),
          exactName -> add(exactName.name().ascii(), Extent.EXACT),
          prefix -> {
            addresses.add(prefix.prefix());
            return ofAddresses;
          },
          this::addKey,
          this::addKey,
          this::addKey,
          this::addKey);

  LevelBuilder(HashKey key) {
    this.key = key;
  }

  private Arrivals add(String name, Extent extent) {
    names.add(name, extent);
    return ofNames;
  }

  private Arrivals addKey(Pattern pattern) {
    keys.add(pattern);
    return ofKeys;
  }

  void add(Indicator indicator) {
    int claim = claims.numberOf(indicator);
    int end = Minutes.of(indicator.validUntil());
    if (isRepeated(indicator.pattern(), claim, end)) {
      repeated.add(indicator.pattern());
    } else {
      indicator.pattern().fold(adding).add(claim, end, indicator.line());
    }
  }

  private boolean isRepeated(Pattern pattern, int claim, int end) {
    int known =
        switch (pattern.kind()) {
          case NAME -> repetitions.find(names, pattern.fold(Level.NAME), Extent.SUB_TREE);
          case EXACT_NAME -> repetitions.find(names, pattern.fold(Level.NAME), Extent.EXACT);
          case ADDRESS, PREFIX, ENDPOINT, URL, CERTIFICATE, FINGERPRINT -> Hits.NONE;
        };
    return known != Hits.NONE && ofNames.claim(known) == claim && ofNames.end(known) == end;
  }

  /** Adds what says nothing of a pattern but by its role. */
  void add(Pattern pattern, Claim claim, int line) {
    pattern.fold(adding).add(claims.numberOf(claim), Minutes.NEVER, line);
  }

  void add(Sighting sighting) {
    sighting
        .pattern()
        .fold(adding)
        .add(claims.numberOf(sighting.claim()), sighting.end(), sighting.line());
  }

  /**
   * Forgets of names what counts for nothing, because they were added again and again, where that
   * is the greater part.
   */
  void condense() {
    SortedNames sorted = names.sorted(key);
    int distinct = 0;
    while (sorted.next()) {
      distinct += sorted.isAgain() ? 0 : 1;
      if (sorted.isAgain()) {
        repeated.add(pattern(sorted.arrival()));
      }
    }
    if (distinct > names.size() / 2) {
      return;
    }
    repetitions.forget();
    NameList before = names;
    Arrivals said = ofNames;
    names = new NameList();
    ofNames = new Arrivals();
    Resolution resolution =
        new Resolution(
            (group, arrival) -> {
              for (int i = 0; i < group.size(); i++) {
                add(before.name(arrival), before.extent(arrival))
                    .add(group.claim(i), group.end(i), group.line(i));
              }
            });
    SortedNames again = sorted.restarted();
    while (again.next()) {
      resolution.next(said, again.arrival(), again.isAgain());
    }
    resolution.end();
  }

  /** What was added more than once, behind {@link #build}. */
  Repeated repeated() {
    return repeated.repeated();
  }

  /** How many were added, repeated ones too. */
  int size() {
    return ofNames.size() + ofAddresses.size() + ofKeys.size();
  }

  /** About what it takes by now. */
  long bytes() {
    return claims.bytes()
        + names.bytes()
        + addresses.bytes()
        + keys.bytes()
        + ofNames.bytes()
        + ofAddresses.bytes()
        + ofKeys.bytes();
  }

  /** About what {@link #condense} takes beside that: to sort the names comes first. */
  long bytesToCondense() {
    return BuildRoom.toSort(names.size());
  }

  /** About what {@link #build} takes beside that, at most. */
  long bytesToBuild() {
    return BuildRoom.forNames(names.bytes() + ofNames.bytes())
        + BuildRoom.forAddresses(addresses.bytes() + ofAddresses.bytes())
        + BuildRoom.forKeys(keys.bytes() + ofKeys.bytes());
  }

  Level build() {
    Image.Builder image = Image.builder();
    ClaimColumnBuilder column = new ClaimColumnBuilder(size());
    Resolution resolution = new Resolution((group, arrival) -> column.add(group));
    SortedNames sortedNames = names.sorted(key);
    int distinct = 0;
    while (sortedNames.next()) {
      distinct += sortedNames.isAgain() ? 0 : 1;
      resolution.next(ofNames, sortedNames.arrival(), sortedNames.isAgain());
      if (sortedNames.isAgain()) {
        repeated.add(pattern(sortedNames.arrival()));
      }
    }
    image.putAll(PackedNames.build(sortedNames.restarted().distinct(), distinct, key));
    SortedAddresses sortedAddresses = addresses.sorted();
    while (sortedAddresses.next()) {
      resolution.next(ofAddresses, sortedAddresses.arrival(), sortedAddresses.isAgain());
      if (sortedAddresses.isAgain()) {
        repeated.add(new Pattern.Addresses(sortedAddresses.prefix()));
      }
    }
    image.putAll(AddressTable.build(sortedAddresses.restarted().distinct(), key));
    SortedKeys sortedKeys = keys.sorted();
    while (sortedKeys.next()) {
      resolution.next(ofKeys, sortedKeys.arrival(), sortedKeys.isAgain());
      if (sortedKeys.isAgain()) {
        repeated.add(keys.pattern(sortedKeys.arrival()));
      }
    }
    image.putAll(PatternKeys.build(sortedKeys.restarted().distinct(), key));
    resolution.end();
    column.putInto(image);
    claims.putInto(image);
    return Level.over(image.build(), key);
  }

  private Pattern pattern(int arrival) {
    HostName name = new HostName(names.name(arrival));
    return switch (names.extent(arrival)) {
      case SUB_TREE -> new Pattern.SubTree(name);
      case EXACT -> new Pattern.ExactName(name);
    };
  }

  /** Of what is said of one pattern after another, what counts. */
  private final class Resolution {
    private final ObjIntConsumer<Group> resolved;
    private final Group group = new Group();
    private int latest;

    /** {@code resolved} is told what counts of each pattern, and one of its arrivals. */
    Resolution(ObjIntConsumer<Group> resolved) {
      this.resolved = resolved;
    }

    void next(Arrivals arrivals, int arrival, boolean again) {
      if (!again) {
        flush();
      }
      latest = arrival;
      add(arrivals.claim(arrival), arrivals.end(arrival), arrivals.line(arrival));
    }

    private void add(int claim, int end, int line) {
      int known = indexOf(claims.claim(claim));
      if (known < 0) {
        group.add(claim, end, line);
      } else if (supersedes(claim, end, known)) {
        group.set(known, claim, end, line);
      }
    }

    private int indexOf(Claim claim) {
      for (int i = 0; i < group.size(); i++) {
        Claim other = claims.claim(group.claim(i));
        if (other.feed().equals(claim.feed()) && other.role().side() == claim.role().side()) {
          return i;
        }
      }
      return -1;
    }

    private boolean supersedes(int claim, int end, int known) {
      return standing(claim, end).supersedes(standing(group.claim(known), group.end(known)));
    }

    private Standing standing(int claim, int end) {
      return new Standing(end, claims.claim(claim).confidence());
    }

    private void flush() {
      if (group.size() > 0) {
        resolved.accept(group, latest);
        group.clear();
      }
    }

    void end() {
      flush();
    }
  }
}
