package io.sekisho.rules.match;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.RecentTable.Said;
import io.sekisho.rules.match.Role.Side;
import io.sekisho.rules.match.key.KeyWalk;
import io.sekisho.rules.match.name.HostWalk;
import io.sekisho.rules.match.table.HashKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest changes of a store, which are in none of its levels yet: from one change of a {@link
 * RecentTable} to another. To add a change takes as long as there is in it. Immutable.
 */
final class Recent {
  /** A change of more is a level of its own. */
  static final int MOST_AT_ONCE = 1 << 11;

  /** As many have room, those that are hidden by newer ones among them. */
  static final int MOST = 1 << 13;

  /** With more than so many, a new table would soon be full. */
  private static final int MOST_AT_FIRST = MOST / 4 * 3;

  private static final int BYTES_OF_ENTRY = 250;
  private static final int SMALLEST = 1 << 6;
  private static final int GROWTH = 1 << 3;
  private static final int ADDRESS_BITS = 128;

  private final RecentTable table;
  private final @Nullable Said newest;
  private final long settled;
  private final int size;

  private Recent(RecentTable table, @Nullable Said newest, long settled, int size) {
    this.table = table;
    this.newest = newest;
    this.settled = settled;
    this.size = size;
  }

  /** Nothing, where all changes up to that of a number are in levels. */
  static Recent none(HashKey key, long settled) {
    return new Recent(new RecentTable(key, SMALLEST), null, settled, 0);
  }

  /** The secret of its store. */
  HashKey key() {
    return table.key();
  }

  /** About what it takes. */
  long bytes() {
    return (long) BYTES_OF_ENTRY * size;
  }

  /** A level of what counts of it in a store. */
  Level level(ClaimStore in) {
    LevelBuilder level = new LevelBuilder(table.key());
    live(in).forEach(each -> level.add(each.sighting()));
    return level.build();
  }

  /** How many things are said, those that are hidden by newer ones among them. */
  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The number of the change up to which all is in levels. */
  long settled() {
    return settled;
  }

  /**
   * With what a change says as well.
   *
   * @param in the store that it is of
   * @return null where there is no room
   */
  @Nullable Recent with(List<Sighting> said, long change, ClaimStore in) {
    Said added = table.add(said, change, newest);
    if (added != null) {
      return new Recent(table, added, settled, size + said.size());
    }
    List<Said> kept = live(in);
    int wanted = kept.size() + said.size();
    return wanted > MOST_AT_FIRST ? null : copied(kept, 2 * wanted).with(said, change, in);
  }

  private Recent copied(List<Said> kept, int wanted) {
    int room = SMALLEST;
    while (room < Math.min(wanted, MOST)) {
      room = Math.min(MOST, GROWTH * room);
    }
    RecentTable next = new RecentTable(table.key(), room);
    Said last = null;
    for (Said each : kept) {
      last = next.add(List.of(each.sighting()), each.change(), last);
    }
    return new Recent(next, last, settled, kept.size());
  }

  /** Without the changes up to that of a number, which are in levels now. */
  Recent without(long change) {
    if (change <= settled) {
      return this;
    }
    int left = 0;
    for (Said each = newest; each != null && each.change() > change; each = each.earlier()) {
      left++;
    }
    return left == 0 ? none(table.key(), change) : new Recent(table, newest, change, left);
  }

  /** What counts in a store and is not hidden by anything newer, the oldest first. */
  List<Said> live(ClaimStore in) {
    List<Said> live = new ArrayList<>(size);
    for (Said each = newest; each != null && each.change() > settled; each = each.earlier()) {
      Sighting said = each.sighting();
      if (in.isInForce(said.claim().feed(), each.change()) && isNewest(each)) {
        live.add(each);
      }
    }
    Collections.reverse(live);
    return live;
  }

  private boolean isNewest(Said said) {
    Said found = first(said.hash());
    while (found != null && !found.sighting().hides(said.sighting())) {
      found = next(found);
    }
    return found != null && found.place() == said.place();
  }

  private @Nullable Said first(long hash) {
    return from(table.first(hash), hash);
  }

  private @Nullable Said next(Said said) {
    return from(said.next(), said.hash());
  }

  /** The first with this hash that is of this, from one in its slot on. */
  private @Nullable Said from(@Nullable Said first, long hash) {
    Said last = newest;
    Said at = first;
    while (last != null && at != null && (at.place() > last.place() || at.hash() != hash)) {
      at = at.place() > last.place() ? at.under() : at.next();
    }
    return last == null || at == null || at.change() <= settled ? null : at;
  }

  /** What a feed says of a pattern on one side; null where it says nothing. */
  @Nullable Sighting find(Pattern pattern, Side side, FeedState feed) {
    if (size == 0) {
      return null;
    }
    long hash = table.hash(pattern, Probe.ofThread());
    for (Said at = first(hash); at != null; at = next(at)) {
      Sighting said = at.sighting();
      if (said.claim().role().side() == side
          && said.claim().feed().equals(feed.feed())
          && said.pattern().equals(pattern)) {
        return at.change() >= feed.since() ? said : null;
      }
    }
    return null;
  }

  /**
   * What is said of all that the query matches and that counts in a store, less what is hidden.
   * Where there is none it allocates nothing.
   */
  List<Sighting> sightings(Query query, Probe probe, ClaimStore in) {
    if (size == 0) {
      return List.of();
    }
    if (query.isOfFingerprint()) {
      return table.hasKeys()
          ? asked(query.to(probe.keyWalk(table.key())), List.of(), in)
          : List.of();
    }
    List<Sighting> found = List.of();
    String name = query.name();
    if (name != null) {
      found = names(name, probe.walk(table.key(), name), found, in);
    }
    IpAddress address = query.address();
    if (address != null) {
      found = addresses(address, found, in);
    }
    if (table.hasKeys()) {
      KeyWalk walk = query.to(probe.keyWalk(table.key()));
      found = asked(walk, urls(walk, found, in), in);
    }
    return found;
  }

  private List<Sighting> names(String name, HostWalk walk, List<Sighting> before, ClaimStore in) {
    List<Sighting> found = before;
    for (int labels = table.fewestLabels();
        walk.has(labels) && table.mayHold(walk.hash(labels));
        labels++) {
      int start = walk.start(labels);
      for (Said at = first(walk.hash(labels)); at != null; at = next(at)) {
        found = isSuffix(at.sighting().pattern(), name, start) ? in.see(at, found) : found;
      }
    }
    return found;
  }

  /** Whether a pattern is the suffix of a name that begins there, and covers the name. */
  private static boolean isSuffix(Pattern pattern, String name, int start) {
    boolean covers =
        pattern.kind() == Pattern.Kind.NAME
            || (pattern.kind() == Pattern.Kind.EXACT_NAME && start == 0);
    String listed = covers ? pattern.fold(Level.NAME) : "";
    return covers && listed.length() == name.length() - start && name.startsWith(listed, start);
  }

  private List<Sighting> addresses(IpAddress address, List<Sighting> before, ClaimStore in) {
    List<Sighting> found = before;
    boolean v4 = address.isV4();
    int length = table.lengthBelow(ADDRESS_BITS + 1, v4);
    for (; length >= 0; length = table.lengthBelow(length, v4)) {
      long hash = table.hash(address, length);
      Said at = table.mayHold(hash) ? first(hash) : null;
      for (; at != null; at = next(at)) {
        AddressPrefix prefix = at.sighting().pattern().fold(Level.PREFIX);
        found = prefix != null && prefix.contains(address) ? in.see(at, found) : found;
      }
    }
    return found;
  }

  private List<Sighting> urls(KeyWalk walk, List<Sighting> before, ClaimStore in) {
    if (!walk.hasPath() || !table.mayHold(walk.hostHash())) {
      return before;
    }
    List<Sighting> found = before;
    walk.toRoot();
    while (walk.nextBoundary() && table.mayHold(walk.boundaryHash())) {
      found = urls(walk, walk.port(), urls(walk, 0, found, in), in);
    }
    return found;
  }

  private List<Sighting> urls(KeyWalk walk, int port, List<Sighting> before, ClaimStore in) {
    List<Sighting> found = before;
    for (Said at = first(walk.boundaryHash(port)); at != null; at = next(at)) {
      boolean matches = at.key() != null && at.key().isReached(walk, port);
      found = matches ? in.see(at, found) : found;
    }
    return found;
  }

  private List<Sighting> asked(KeyWalk walk, List<Sighting> before, ClaimStore in) {
    List<Sighting> found = before;
    Said at = table.mayHold(walk.keyHash()) ? first(walk.keyHash()) : null;
    for (; at != null; at = next(at)) {
      found = at.key() != null && at.key().isAsked(walk) ? in.see(at, found) : found;
    }
    return found;
  }
}
