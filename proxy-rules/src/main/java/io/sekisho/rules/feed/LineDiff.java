package io.sekisho.rules.feed;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The lines by which one text differs from another, found by going through both at once: what is
 * the same costs hardly more than to read it. Made for lists of which a few lines are new or gone;
 * it gives up where the texts have little in common.
 */
final class LineDiff {
  /** So many lines ahead it is looked for where both texts go on alike. */
  static final int AHEAD = 2_048;

  /** Most bytes that may be different, on either side. */
  static final int MOST_BYTES = 8 << 20;

  /** To find where one ends takes as long as to read some hundred lines. */
  static final int MOST_PLACES = 4_000;

  private final LineWindow before;
  private final LineWindow now;
  private final ByteArrayOutputStream gone = new ByteArrayOutputStream();
  private final ByteArrayOutputStream come = new ByteArrayOutputStream();
  private int[] comeAt = new int[16];
  private int comeLines;
  private int places;

  /** What was found. */
  static final class Difference {
    private final byte[] gone;
    private final byte[] come;
    private final int[] lines;

    private Difference(byte[] gone, byte[] come, int[] lines) {
      this.gone = gone;
      this.come = come;
      this.lines = lines;
    }

    /** Lines of the text before that are not in the other at their place, with their ends. */
    InputStream gone() {
      return new ByteArrayInputStream(gone);
    }

    /** Those of the other. */
    InputStream come() {
      return new ByteArrayInputStream(come);
    }

    /** Which line of the other text one of those is that came; both from 1. */
    int line(int number) {
      return lines[number - 1];
    }
  }

  private LineDiff(InputStream before, InputStream now) {
    this.before = new LineWindow(before);
    this.now = new LineWindow(now);
  }

  /**
   * Empty where there is too much of it, or in too many places, or where lines end in another way
   * than by LF.
   */
  static Optional<Difference> between(InputStream before, InputStream now) throws IOException {
    return new LineDiff(before, now).find();
  }

  private Optional<Difference> find() throws IOException {
    before.fill();
    now.fill();
    while (!before.isEmpty() || !now.isEmpty()) {
      if (!before.passCommon(now) && !passDifferent()) {
        return Optional.empty();
      }
      before.fill();
      now.fill();
    }
    return isByLines(gone.toByteArray()) && isByLines(come.toByteArray())
        ? Optional.of(
            new Difference(
                gone.toByteArray(), come.toByteArray(), Arrays.copyOf(comeAt, comeLines)))
        : Optional.empty();
  }

  /** Passes what both have before the next place from which on they are alike. */
  private boolean passDifferent() {
    if (++places > MOST_PLACES) {
      return false;
    }
    byte[][] old = before.peek(AHEAD);
    byte[][] fresh = now.peek(AHEAD);
    int best = Integer.MAX_VALUE;
    int bestOld = 0;
    Map<ByteBuffer, Integer> places = places(old);
    for (int i = 0; i < fresh.length && i < best; i++) {
      Integer place = places.get(ByteBuffer.wrap(fresh[i]));
      if (place != null && place + i < best && goesOn(old, place, fresh, i)) {
        best = place + i;
        bestOld = place;
      }
    }
    if (best == Integer.MAX_VALUE) {
      return passAll(old, fresh);
    }
    pass(old, bestOld, fresh, best - bestOld);
    return best > 0 && isWithinBounds();
  }

  private static Map<ByteBuffer, Integer> places(byte[][] lines) {
    Map<ByteBuffer, Integer> places = new HashMap<>();
    for (int i = 0; i < lines.length; i++) {
      places.putIfAbsent(ByteBuffer.wrap(lines[i]), i);
    }
    return places;
  }

  /** One line alone may be alike by accident. */
  private static boolean goesOn(byte[][] old, int place, byte[][] fresh, int at) {
    return place + 1 >= old.length
        || at + 1 >= fresh.length
        || Arrays.equals(old[place + 1], fresh[at + 1]);
  }

  /** Nothing more is alike: that is well where both end. */
  private boolean passAll(byte[][] old, byte[][] fresh) {
    if (!before.endsBehind(old) || !now.endsBehind(fresh)) {
      return false;
    }
    pass(old, old.length, fresh, fresh.length);
    return isWithinBounds();
  }

  private void pass(byte[][] old, int oldLines, byte[][] fresh, int freshLines) {
    for (int i = 0; i < oldLines; i++) {
      gone.writeBytes(old[i]);
      before.passLine(old[i]);
    }
    for (int i = 0; i < freshLines; i++) {
      if (comeLines == comeAt.length) {
        comeAt = Arrays.copyOf(comeAt, 2 * comeLines);
      }
      come.writeBytes(fresh[i]);
      now.passLine(fresh[i]);
      comeAt[comeLines++] = now.lines();
    }
  }

  private boolean isWithinBounds() {
    return gone.size() <= MOST_BYTES && come.size() <= MOST_BYTES;
  }

  /** A CR that ends a line by itself would be a line's end to whoever reads it. */
  private static boolean isByLines(byte[] lines) {
    for (int i = 0; i < lines.length; i++) {
      if (lines[i] == '\r' && (i + 1 == lines.length || lines[i + 1] != '\n')) {
        return false;
      }
    }
    return true;
  }
}
