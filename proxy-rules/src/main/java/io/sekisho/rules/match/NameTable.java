package io.sekisho.rules.match;

import io.sekisho.rules.indicator.HostName;
import java.util.function.IntConsumer;

/**
 * A feed's names of one kind: an open-addressing table in front of the names of an {@link
 * EntryStore}.
 *
 * <p>A slot holds 32 bits of the name's keyed hash and the entry's number plus one; 0 is free.
 * Probing is linear, and an equal hash is always verified against the name, so there is no false
 * match. The home slot comes from the bits in the slot, so the table grows without reading a name.
 * A million names of 20 characters take about 50 MB, slots included.
 */
final class NameTable {
  private final EntryStore store;
  private long[] slots = new long[32];
  private int size;

  NameTable(EntryStore store) {
    this.store = store;
  }

  int find(HostName name) {
    return find(name.ascii(), 0, Suffixes.hashOf(name.ascii()));
  }

  int find(Suffixes suffixes, int index) {
    return size == 0
        ? EntryStore.NONE
        : find(suffixes.name(), suffixes.start(index), suffixes.hash(index));
  }

  /** The entry of this name, which is a new one where there was none. */
  int place(HostName name) {
    int hash = Suffixes.hashOf(name.ascii());
    int known = find(name.ascii(), 0, hash);
    return known == EntryStore.NONE ? append(name.ascii(), hash) : known;
  }

  void forEach(IntConsumer entry) {
    for (long slot : slots) {
      if (slot != 0) {
        entry.accept((int) slot - 1);
      }
    }
  }

  long bytes() {
    return (long) Long.BYTES * slots.length;
  }

  private int find(String text, int from, int hash) {
    int mask = slots.length - 1;
    for (int slot = hash & mask; slots[slot] != 0; slot = slot + 1 & mask) {
      if ((int) (slots[slot] >>> 32) == hash) {
        int entry = (int) slots[slot] - 1;
        if (store.names().equals(entry, text, from)) {
          return entry;
        }
      }
    }
    return EntryStore.NONE;
  }

  private int append(String name, int hash) {
    if (size >= slots.length / 4 * 3) {
      growSlots();
    }
    int entry = store.append(name);
    occupy(slots, (long) hash << 32 | (entry + 1));
    size++;
    return entry;
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
