package io.sekisho.rules.match;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A feed's names of one kind, in parallel arrays behind an open-addressing table.
 *
 * <p>A slot holds 32 bits of the name's keyed hash and the entry's number plus one; 0 is free.
 * Probing is linear, and an equal hash is always verified against the name, so there is no false
 * match. The home slot comes from the bits in the slot, so the table grows without reading a name.
 * A million names of 20 characters take about 50 MB, slots included.
 */
final class NameTable {
  private static final int NONE = -1;

  private final String feed;
  private final Function<HostName, Pattern> pattern;
  private final ClaimTable claims;
  private final NameArena names = new NameArena();
  private int[] lines = new int[16];
  private int[] claimNumbers = new int[16];
  private long[] slots = new long[32];

  NameTable(String feed, Function<HostName, Pattern> pattern, ClaimTable claims) {
    this.feed = feed;
    this.pattern = pattern;
    this.claims = claims;
  }

  int size() {
    return names.count();
  }

  void add(HostName name, Indicator indicator) {
    int hash = Suffixes.hashOf(name.ascii());
    int known = find(name.ascii(), 0, hash);
    if (known == NONE) {
      append(name.ascii(), hash, indicator);
    } else if (Claim.of(indicator).supersedes(claims.claim(claimNumbers[known]))) {
      describe(known, indicator);
    }
  }

  /** Adds the indicator of one suffix, where there is one and it has not expired. */
  void collect(Suffixes suffixes, int index, Instant now, List<Indicator> found) {
    int entry = find(suffixes.name(), suffixes.start(index), suffixes.hash(index));
    if (entry != NONE && claims.claim(claimNumbers[entry]).isValidAt(now)) {
      found.add(indicator(entry, new HostName(suffixes.name().substring(suffixes.start(index)))));
    }
  }

  void trim() {
    names.trim();
    lines = Arrays.copyOf(lines, size());
    claimNumbers = Arrays.copyOf(claimNumbers, size());
  }

  private Indicator indicator(int entry, HostName name) {
    return claims.claim(claimNumbers[entry]).about(pattern.apply(name), feed, lines[entry]);
  }

  private int find(String text, int from, int hash) {
    int mask = slots.length - 1;
    for (int slot = hash & mask; slots[slot] != 0; slot = slot + 1 & mask) {
      if ((int) (slots[slot] >>> 32) == hash) {
        int entry = (int) slots[slot] - 1;
        if (names.equals(entry, text, from)) {
          return entry;
        }
      }
    }
    return NONE;
  }

  private void append(String name, int hash, Indicator indicator) {
    int entry = size();
    if (entry == lines.length) {
      lines = Arrays.copyOf(lines, Growth.next(entry));
      claimNumbers = Arrays.copyOf(claimNumbers, lines.length);
    }
    if (entry >= slots.length / 4 * 3) {
      growSlots();
    }
    names.add(name);
    describe(entry, indicator);
    occupy(slots, (long) hash << 32 | (entry + 1));
  }

  private void describe(int entry, Indicator indicator) {
    lines[entry] = indicator.line();
    claimNumbers[entry] = claims.numberOf(indicator);
  }

  private void growSlots() {
    long[] larger = new long[slots.length * 2];
    for (long slot : slots) {
      if (slot != 0) {
        occupy(larger, slot);
      }
    }
    slots = larger;
  }

  private static void occupy(long[] slots, long content) {
    int mask = slots.length - 1;
    int slot = (int) (content >>> 32) & mask;
    while (slots[slot] != 0) {
      slot = slot + 1 & mask;
    }
    slots[slot] = content;
  }
}
