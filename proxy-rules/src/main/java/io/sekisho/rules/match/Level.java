package io.sekisho.rules.match;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.address.AddressTable;
import io.sekisho.rules.match.key.PatternKeys;
import io.sekisho.rules.match.name.Extent;
import io.sekisho.rules.match.name.NameCursor;
import io.sekisho.rules.match.name.PackedNames;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import io.sekisho.rules.match.table.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Patterns, and what feeds claim of them, in compiled tables: names, then addresses, then what is
 * found by a key, numbered through. Immutable, so any thread may read it.
 */
final class Level {
  /** The name that a pattern is of as a whole; empty where it is of anything else. */
  static final Pattern.Cases<String> NAME =
      new Pattern.Cases<>(
          subTree -> subTree.name().ascii(),
          exactName -> exactName.name().ascii(),
          prefix -> "",
          socket -> "",
          url -> "",
          certificate -> "",
          fingerprint -> "");

  /** The prefix that a pattern is of; null where it is of anything else. */
  static final Pattern.Cases<@Nullable AddressPrefix> PREFIX =
      new Pattern.Cases<>(
          subTree -> null,
          exactName -> null,
          Pattern.Addresses::prefix,
          socket -> null,
          url -> null,
          certificate -> null,
          fingerprint -> null);

  private final Image image;
  private final HashKey key;
  private final PackedNames names;
  private final AddressTable addresses;
  private final PatternKeys keys;
  private final ClaimColumn column;
  private final Claims claims;

  private Level(Image image, HashKey key) {
    this.image = image;
    this.key = key;
    this.names = PackedNames.over(image, key);
    this.addresses = AddressTable.over(image, key);
    this.keys = PatternKeys.over(image, key);
    this.column = ClaimColumn.over(image);
    this.claims = Claims.over(image);
  }

  /** The level that an image is of. */
  static Level over(Image image, HashKey key) {
    return new Level(image, key);
  }

  /** The same with this key: the names of levels that are merged have to be in one order. */
  Level keyed(HashKey other) {
    if (key.equals(other)) {
      return this;
    }
    LevelBuilder anew = new LevelBuilder(other);
    forEachSighting(anew::add);
    return anew.build();
  }

  Image image() {
    return image;
  }

  HashKey key() {
    return key;
  }

  int size() {
    return column.entries();
  }

  PackedNames names() {
    return names;
  }

  AddressTable addresses() {
    return addresses;
  }

  PatternKeys keys() {
    return keys;
  }

  ClaimColumn column() {
    return column;
  }

  Claims claims() {
    return claims;
  }

  /** The entry of a pattern; {@link Hits#NONE} where there is none. */
  int find(Pattern pattern, Probe probe) {
    return switch (pattern.kind()) {
      case NAME -> names.find(probe.walk(key, pattern.fold(NAME)), Extent.SUB_TREE);
      case EXACT_NAME -> names.find(probe.walk(key, pattern.fold(NAME)), Extent.EXACT);
      case ADDRESS, PREFIX -> find(pattern.fold(PREFIX));
      case ENDPOINT, URL, CERTIFICATE, FINGERPRINT -> shifted(keys.find(pattern), firstKey());
    };
  }

  private int find(@Nullable AddressPrefix prefix) {
    return prefix == null ? Hits.NONE : shifted(addresses.find(prefix), names.size());
  }

  private static int shifted(int found, int first) {
    return found == Hits.NONE ? found : first + found;
  }

  int firstAddress() {
    return names.size();
  }

  int firstKey() {
    return names.size() + addresses.size();
  }

  /** The pattern of an entry. */
  Pattern pattern(int entry) {
    if (entry >= firstKey()) {
      return keys.pattern(entry - firstKey());
    }
    if (entry >= names.size()) {
      return new Pattern.Addresses(addresses.prefix(entry - names.size()));
    }
    HostName name = new HostName(names.name(entry));
    return switch (names.extent(entry)) {
      case SUB_TREE -> new Pattern.SubTree(name);
      case EXACT -> new Pattern.ExactName(name);
    };
  }

  Pattern.Kind kind(int entry) {
    if (entry >= firstKey()) {
      return keys.pattern(entry - firstKey()).kind();
    }
    if (entry >= names.size()) {
      return addresses.prefix(entry - names.size()).isSingle()
          ? Pattern.Kind.ADDRESS
          : Pattern.Kind.PREFIX;
    }
    return kind(names.extent(entry));
  }

  /** Told of each entry. */
  @FunctionalInterface
  interface KindVisitor {
    void see(int entry, Pattern.Kind kind);
  }

  /** Goes through all entries in their order, which is quicker than to ask for each. */
  void forEachKind(KindVisitor visitor) {
    NameCursor name = names.cursor();
    for (int entry = 0; name.next(); entry++) {
      visitor.see(entry, kind(name.extent()));
    }
    for (int entry = names.size(); entry < size(); entry++) {
      visitor.see(entry, kind(entry));
    }
  }

  private static Pattern.Kind kind(Extent extent) {
    return switch (extent) {
      case SUB_TREE -> Pattern.Kind.NAME;
      case EXACT -> Pattern.Kind.EXACT_NAME;
    };
  }

  /** Everything that is said of its entries, in their order. */
  void forEachSighting(Consumer<Sighting> visitor) {
    for (int entry = 0; entry < size(); entry++) {
      for (int i = 0; i < column.count(entry); i++) {
        visitor.accept(FeedWalk.sighting(this, entry, i));
      }
    }
  }

  List<Sighting> sightings() {
    List<Sighting> sightings = new ArrayList<>(size());
    forEachSighting(sightings::add);
    return sightings;
  }

  /** The entries of endpoints and URLs on one host. */
  void forEachOn(Host host, IntConsumer entry) {
    keys.forEachOn(host, found -> entry.accept(firstKey() + found));
  }

  /** Hands on the entries that match what is asked about, in any order. */
  void collect(Query query, Probe probe) {
    if (query.isOfFingerprint()) {
      probe.hits().numberFrom(firstKey());
      keys.collect(query.to(probe.keyWalk(key)), probe.hits());
    } else {
      collectDestination(query, probe);
    }
  }

  private void collectDestination(Query query, Probe probe) {
    Hits hits = probe.hits();
    String name = query.name();
    if (name != null) {
      hits.numberFrom(0);
      names.collect(probe.walk(key, name), hits);
    }
    IpAddress address = query.address();
    if (address != null) {
      hits.numberFrom(names.size());
      addresses.collect(address, hits);
    }
    hits.numberFrom(firstKey());
    if (keys.size() > 0) {
      keys.collect(query.to(probe.keyWalk(key)), hits);
    }
  }

  @Override
  public String toString() {
    return names.size() + " names, " + addresses.size() + " prefixes, " + keys.size() + " keys";
  }
}
