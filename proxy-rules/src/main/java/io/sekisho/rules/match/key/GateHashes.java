package io.sekisho.rules.match.key;

import io.sekisho.rules.match.table.Gate;
import io.sekisho.rules.match.table.GrowingLongs;
import io.sekisho.rules.match.table.Section;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What the gate of a table is to let pass. */
final class GateHashes {
  private final GrowingLongs hashes = new GrowingLongs();

  /** Those of the host and the boundaries of the URL before. */
  private long[] way = new long[16];

  private int steps;
  private int wayLength;

  void add(long hash) {
    hashes.add(hash);
  }

  /** Begins a URL. */
  void begin() {
    steps = 0;
  }

  /** Goes a step of a URL's way, which is added unless the URL before went it too. */
  void step(long hash) {
    if (steps == way.length) {
      way = Arrays.copyOf(way, 2 * steps);
    }
    if (steps >= wayLength || way[steps] != hash) {
      add(hash);
      way[steps] = hash;
      wayLength = steps + 1;
    }
    steps++;
  }

  ByteBuffer gate() {
    ByteBuffer room = Gate.room(Section.KEY_FILTER, hashes.size());
    for (int i = 0; i < hashes.size(); i++) {
      Gate.add(room, hashes.get(i));
    }
    return room;
  }
}
