package io.sekisho.rules.match;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.key.WrittenKey;
import io.sekisho.rules.match.name.HostWalk;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.KeyedHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said last of patterns, found by keyed hashes. It is shared by the stores of a while: one
 * thread at a time adds to it, and nothing is taken out, so that whoever holds a {@link Recent}
 * reads it meanwhile without a lock, as far as that goes.
 *
 * <p>That is safe though neither the slots nor the words of the gate are volatile. What a reader is
 * to see was written before it got hold of its {@link Recent}, by a volatile read. Of what comes
 * later it sees any part or nothing: a slot then leads to something that is immutable and tells
 * that it came later and what was there before; and bits of the gate are only set.
 */
final class RecentTable {
  private static final int BITS_PER_ENTRY = 40;
  private static final int MAPPED_BITS = 96;
  private static final int WORDS_OF_LENGTHS = 3;

  private final HashKey key;
  private final @Nullable Said[] slots;

  /** As {@link io.sekisho.rules.match.table.Gate}, of all that a walk has to get past. */
  private final long[] gate;

  /** A bit for each length of prefix that occurs: of IPv4 in its mapped form, then of IPv6. */
  private final long[] lengths = new long[2 * WORDS_OF_LENGTHS];

  private boolean oneLabel;
  private boolean keys;

  /** Guarded by this. */
  private @Nullable Said newest;

  /**
   * One thing that was said.
   *
   * @param change the number of the change that said it
   * @param place how many came before it
   * @param key of a pattern that is found by one
   * @param earlier what came before it
   * @param next in its slot, for whoever sees this: what it does not hide
   * @param under what was first in its slot before, for whoever does not see this
   */
  record Said(
      Sighting sighting,
      long change,
      int place,
      long hash,
      @Nullable WrittenKey key,
      @Nullable Said earlier,
      @Nullable Said next,
      @Nullable Said under) {
    boolean isHiddenBy(Sighting newer, long newerHash) {
      return hash == newerHash && newer.hides(sighting);
    }
  }

  /** An empty one, for so many. */
  RecentTable(HashKey key, int most) {
    this.key = key;
    this.slots = new @Nullable Said[most];
    this.gate = new long[most * BITS_PER_ENTRY / Long.SIZE + 1];
  }

  HashKey key() {
    return key;
  }

  /**
   * Adds what a change says, behind what is the newest.
   *
   * @return the newest now; null where there is no room, or something else came behind it before
   */
  synchronized @Nullable Said add(List<Sighting> said, long change, @Nullable Said behind) {
    if (places(newest) != places(behind) || places(newest) + said.size() > slots.length) {
      return null;
    }
    Probe probe = Probe.ofThread();
    for (Sighting each : said) {
      add(each, change, probe);
    }
    return newest;
  }

  private static int places(@Nullable Said last) {
    return last == null ? 0 : last.place() + 1;
  }

  /** Adds something of a change, which goes on. */
  private void add(Sighting sighting, long change, Probe probe) {
    Pattern pattern = sighting.pattern();
    WrittenKey written = isFoundByKey(pattern) ? WrittenKey.of(pattern, key) : null;
    long hash = written == null ? hash(pattern, probe) : written.hash();
    open(pattern, written, hash, probe);
    int slot = KeyedHash.reduced(hash, slots.length);
    Said under = slots[slot];
    Said next = under;
    while (next != null && next.isHiddenBy(sighting, hash)) {
      next = next.next();
    }
    Said added = new Said(sighting, change, places(newest), hash, written, newest, next, under);
    slots[slot] = added;
    newest = added;
  }

  /** Has the gate let pass who asks for a pattern. */
  private void open(Pattern pattern, @Nullable WrittenKey written, long hash, Probe probe) {
    switch (pattern.kind()) {
      case NAME, EXACT_NAME -> openSuffixes(probe.walk(key, pattern.fold(Level.NAME)));
      case ADDRESS, PREFIX -> openLength(pattern.fold(Level.PREFIX));
      case ENDPOINT, URL, CERTIFICATE, FINGERPRINT -> keys = true;
    }
    if (written == null) {
      open(hash);
    } else {
      written.forEachStep(this::open);
    }
  }

  private void openSuffixes(HostWalk walk) {
    for (int labels = 1; walk.has(labels); labels++) {
      open(walk.hash(labels));
    }
    oneLabel |= !walk.has(2);
  }

  private void openLength(@Nullable AddressPrefix prefix) {
    if (prefix != null) {
      boolean v4 = prefix.network().isV4();
      int length = prefix.length() + (v4 ? MAPPED_BITS : 0);
      lengths[(v4 ? 0 : WORDS_OF_LENGTHS) + (length >>> 6)] |= 1L << length;
    }
  }

  private void open(long hash) {
    gate[KeyedHash.reduced(hash, gate.length)] |= KeyedHash.fourBits(hash);
  }

  /** False where nothing came that a walk past this hash leads to. */
  boolean mayHold(long hash) {
    long bits = KeyedHash.fourBits(hash);
    return (gate[KeyedHash.reduced(hash, gate.length)] & bits) == bits;
  }

  /** What came last with a hash that is mapped to the same slot. */
  @Nullable Said first(long hash) {
    return slots[KeyedHash.reduced(hash, slots.length)];
  }

  /** Of the shortest suffix that is worth asking for. */
  int fewestLabels() {
    return oneLabel ? 1 : 2;
  }

  /** Whether it may have anything that is found by a key. */
  boolean hasKeys() {
    return keys;
  }

  /**
   * The next shorter length of which prefixes occur in a family, counted as for IPv6; negative
   * where there is none.
   */
  int lengthBelow(int length, boolean v4) {
    int first = v4 ? 0 : WORDS_OF_LENGTHS;
    for (int at = length - 1; at >= 0; at = (at & ~63) - 1) {
      long rest = lengths[first + (at >>> 6)] << (63 - (at & 63));
      if (rest != 0) {
        return at - Long.numberOfLeadingZeros(rest);
      }
    }
    return -1;
  }

  static boolean isFoundByKey(Pattern pattern) {
    return switch (pattern.kind()) {
      case NAME, EXACT_NAME, ADDRESS, PREFIX -> false;
      case ENDPOINT, URL, CERTIFICATE, FINGERPRINT -> true;
    };
  }

  /** The hash by which a pattern is found. */
  long hash(Pattern pattern, Probe probe) {
    if (isFoundByKey(pattern)) {
      return WrittenKey.of(pattern, key).hash();
    }
    AddressPrefix prefix = pattern.fold(Level.PREFIX);
    return prefix == null
        ? hash(probe.walk(key, pattern.fold(Level.NAME)))
        : hash(prefix.network(), prefix.length() + (prefix.network().isV4() ? MAPPED_BITS : 0));
  }

  private static long hash(HostWalk walk) {
    int labels = 1;
    while (walk.has(labels + 1)) {
      labels++;
    }
    return walk.hash(labels);
  }

  /** Of the prefix of an address that has so many bits, counted as for IPv6. */
  long hash(IpAddress address, int length) {
    long high = length >= Long.SIZE ? address.high() : address.high() & ~(-1L >>> length);
    long low = length <= Long.SIZE ? 0 : address.low() & -1L << (2 * Long.SIZE - length);
    long network = KeyedHash.fold(high ^ key.first(), low ^ key.second());
    return KeyedHash.fold(network ^ key.third(), key.fourth() + length);
  }
}
