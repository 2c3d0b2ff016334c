package io.sekisho.rules.match;

import io.sekisho.rules.match.key.KeyWalk;
import io.sekisho.rules.match.name.HostWalk;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import org.jspecify.annotations.Nullable;

/**
 * What one look-up needs, kept by each thread for the next: a name's hashes, which are the same in
 * every level of one key, and room for what is found.
 */
final class Probe {
  private static final ThreadLocal<Probe> OF_THREAD = ThreadLocal.withInitial(Probe::new);

  /** Of the probes, the never-block entries, a snapshot, and feeds that came since its process. */
  private static final int MOST_KEYS = 4;

  private final HashKey[] keys = new HashKey[MOST_KEYS];
  private final HostWalk[] walks = new HostWalk[MOST_KEYS];
  private final @Nullable CharSequence[] hosts = new @Nullable CharSequence[MOST_KEYS];
  private final Hits hits = new Hits();
  private final KeyWalk[] keyWalks = new KeyWalk[MOST_KEYS];
  private int next;

  static Probe ofThread() {
    return OF_THREAD.get();
  }

  Hits hits() {
    return hits;
  }

  /** The walk over a name by a key; the same text again begins where it was. */
  HostWalk walk(HashKey key, String name) {
    int at = indexOf(key);
    if (hosts[at] != name) {
      hosts[at] = name;
      walks[at].to(name);
    }
    return walks[at];
  }

  /** The walk over what is found by a key. */
  KeyWalk keyWalk(HashKey key) {
    return keyWalks[indexOf(key)];
  }

  private int indexOf(HashKey key) {
    for (int i = 0; i < MOST_KEYS; i++) {
      if (key.equals(keys[i])) {
        return i;
      }
    }
    int at = next;
    next = (next + 1) % MOST_KEYS;
    keys[at] = key;
    walks[at] = new HostWalk(key);
    keyWalks[at] = new KeyWalk(key);
    hosts[at] = null;
    return at;
  }
}
